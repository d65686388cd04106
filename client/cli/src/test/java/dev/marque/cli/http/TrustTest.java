package dev.marque.cli.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.cli.FakeServer;
import dev.marque.cli.Run;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers are believed by their certificates. */
class TrustTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path home;

    /** A certificate that nobody has signed but itself, for 90 days; in PEM beside the key. */
    private SSLContext ownCertificate() throws Exception {
        String store = home.resolve("own.p12").toString();
        keytool(
                "-genkeypair",
                "-alias",
                "own",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-validity",
                "90",
                "-storetype",
                "PKCS12",
                "-keystore",
                store,
                "-storepass",
                "changeit");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "own",
                "-keystore",
                store,
                "-storepass",
                "changeit",
                "-file",
                home.resolve("own.pem").toString());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(Path.of(store))) {
            keys.load(file, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(words));
        assertThat(new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void anAuthorityOfOnesOwnIsBelievedWhenItIsNamed() throws Exception {
        try (FakeServer server = FakeServer.secure(ownCertificate())) {
            server.reply(200, "{\"items\": []}");
            Run run = new Run(home).with("MARQUE_TOKEN", "mqk_x").with("MARQUE_URL", server.url());
            Run.Ended stranger = run.run("products", "list");
            assertThat(stranger.code()).isEqualTo(7);
            assertThat(stranger.err()).contains("is not trusted", "--cacert FILE");
            assertThat(server.seen()).isEmpty();
            assertThat(run.run("products", "list", "--cacert", "own.pem").code())
                    .isZero();
            assertThat(run.with("MARQUE_CACERT", "own.pem")
                            .run("products", "list")
                            .code())
                    .isZero();
            assertThat(run.run("doctor", "-o", "csv", "--columns", "state,check,found")
                            .out())
                    .contains("ok,certificate,\"CN=localhost, until ");
            Files.writeString(home.resolve("no.pem"), "nothing");
            assertThat(run.run("products", "list", "--cacert", "no.pem").code()).isEqualTo(2);
        }
    }

    @Test
    void aCertificateThatEndsSoonIsAWarningAndOneThatEndedAFault() throws Exception {
        try (FakeServer server = FakeServer.secure(ownCertificate())) {
            server.reply(200, "{}");
            Run run = new Run(home).with("MARQUE_URL", server.url()).with("MARQUE_CACERT", "own.pem");
            String soon = run.at(Instant.now().plus(Duration.ofDays(80)))
                    .run("doctor", "-o", "csv")
                    .out();
            assertThat(soon).contains("warning,certificate").contains("renew it");
            String late = run.at(Instant.now().plus(Duration.ofDays(91)))
                    .run("doctor", "-o", "csv")
                    .out();
            assertThat(late).contains("fault,certificate").contains("it has expired");
        }
    }
}

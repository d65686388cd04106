package dev.marque.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import dev.marque.app.testing.Shop;
import dev.marque.app.user.OlderJava;
import dev.marque.app.user.Project;
import dev.marque.kernel.id.Ids;
import dev.marque.keys.file.LicenseFile;
import dev.marque.sdk.Marque;
import dev.marque.sdk.testing.Protected;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;

/** Customers' programs are on Java 17: one that the SDK protects runs there, with the jars that are shipped. */
interface Java17Cases extends RunningServer {

    @Test
    default void aProtectedProgramRunsOnJava17WithAndWithoutItsServer() throws Exception {
        Path java = java17();
        Shop.License license = license();
        String key = "license-key=" + license.key();
        String server = "server=" + marque().url();
        String nobody = "server=" + NOBODY;
        script().run("keys", "public", "--out", "keys.json").good();
        script().run("files", "license", license.number(), "--encrypt=false", "--ttl", "P7D", "--out", "license.lic")
                .good();

        List<String> onClassPath = List.of("-cp", path(Stream.concat(sdk(), Stream.of(jar(Protected.class)))));
        assertThat(run(java, onClassPath, license, "one", key, server)).endsWith("17 VALID SERVER true\n");
        assertThat(run(java, onClassPath, license, "one", key, nobody)).endsWith("17 VALID LAST_ANSWER true\n");
        assertThat(run(java, onClassPath, license, "two", "license-file=" + home().resolve("license.lic")))
                .endsWith("17 VALID FILE true\n");

        List<String> asModules = List.of(
                "-p",
                path(sdk()),
                "--add-modules",
                "dev.marque.sdk",
                "-cp",
                jar(Protected.class).toString());
        assertThat(run(java, asModules, license, "one", key, server)).endsWith("17 VALID SERVER true\n");

        license.act("revoke");
        String code = license.number().split("-", 2)[0];
        script().run("files", "revocations", "--product", code, "--out", "revocations.txt")
                .good();
        String list = "revocation-list=" + home().resolve("revocations.txt");
        assertThat(run(java, onClassPath, license, "one", key, nobody, list))
                .as("out of the server's reach, with the vendor's list")
                .endsWith("17 REVOKED LAST_ANSWER false\n");
    }

    @Test
    default void onJava17TheCommandLineSaysWhichOneItNeeds() throws Exception {
        Path java = java17();
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-jar",
                        Project.file("client/cli/target/marque-cli.jar").toString(),
                        "--version")
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("marque needs Java 25 or later; this is Java 17.");
        assertThat(process.waitFor()).isEqualTo(10);
    }

    private static Path java17() {
        Optional<Path> java = OlderJava.seventeen();
        assumeTrue(java.isPresent(), "No Java 17 on this machine; " + OlderJava.VARIABLE + " says where one is.");
        return java.orElseThrow();
    }

    /** What it says, after what it logs. */
    private String run(Path java, List<String> how, Shop.License license, String folder, String... settings)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java.toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(how);
        command.addAll(List.of(
                Protected.class.getName(),
                license.number().split("-", 2)[0],
                home().resolve("keys.json").toString(),
                home().resolve(folder).toString()));
        command.addAll(List.of(settings));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    /** The SDK and all that it needs: nothing else of ours, and no framework. */
    private static Stream<Path> sdk() {
        return Stream.of(Marque.class, LicenseFile.class, Ids.class, JsonFactory.class, BouncyCastleProvider.class)
                .map(Java17Cases::jar);
    }

    private static Path jar(Class<?> type) {
        try {
            Path jar = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            assertThat(jar).as("of " + type).isRegularFile();
            return jar;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String path(Stream<Path> jars) {
        return String.join(File.pathSeparator, jars.map(Path::toString).toList());
    }
}

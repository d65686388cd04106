package dev.marque.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.marque.platform.config.ConfigurationProblem;
import dev.marque.platform.config.S3Configuration;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3StoreTest implements ArchiveStoreContract {

    private static S3Server server;
    private static int count;

    @BeforeAll
    static void start() throws Exception {
        server = new S3Server();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void anotherPlace() {
        count++;
    }

    @Override
    public ArchiveStore store() {
        return server.store("place-" + count);
    }

    @Test
    void aBrokenUploadLeavesNoParts() {
        assertThatThrownBy(() -> store().write("broken", out -> {
                    out.write(new byte[LARGE_BYTES]);
                    throw new IOException("no more");
                }))
                .hasMessage("no more");
        assertThat(server.bucket().listMultipartUploads(S3Server.BUCKET)).isEmpty();
    }

    @Test
    void aWrongSecretIsRefusedAndNotShown() {
        ArchiveStore stranger = at(server.configuration("a wrong secret"));
        assertThatThrownBy(stranger::list)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("s3://backups/")
                .hasMessageContaining("403")
                .message()
                .doesNotContain("a wrong secret");
    }

    @Test
    void aBucketThatIsNotThereIsNamed() {
        ArchiveStore nowhere =
                new S3Store(S3Clients.open(server.configuration()), S3Address.parse("s3://not-there/place"));
        assertThatThrownBy(nowhere::list).isInstanceOf(IOException.class).hasMessageContaining("s3://not-there/place/");
    }

    @Test
    void aStoreThatDoesNotAnswerIsAnErrorOfTheStore() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        ArchiveStore away = at(S3Server.at(URI.create("http://127.0.0.1:" + free), "secret"));
        assertThatThrownBy(() -> away.write("a", out -> out.write(1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("refused");
    }

    @Test
    void aConnectionThatBreaksOffIsNotTheEndOfTheFile() throws IOException {
        HttpServer liar = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        liar.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            exchange.close();
        });
        liar.start();
        try {
            URI endpoint = URI.create("http://127.0.0.1:" + liar.getAddress().getPort());
            ArchiveStore store = at(S3Server.at(endpoint, "secret"));
            assertThatThrownBy(() -> {
                        try (InputStream in = store.open("a")) {
                            in.readAllBytes();
                        }
                    })
                    .isInstanceOf(IOException.class);
        } finally {
            liar.stop(0);
        }
    }

    @Test
    void anAddressNamesABucketAndPerhapsAPlace() {
        assertThat(S3Address.parse("s3://backups")).isEqualTo(new S3Address("backups", ""));
        assertThat(S3Address.parse("s3://backups/")).isEqualTo(new S3Address("backups", ""));
        assertThat(S3Address.parse("s3://backups/a/b/")).isEqualTo(new S3Address("backups", "a/b/"));
        for (String wrong : new String[] {"s3://", "s3://B", "s3:///a"}) {
            assertThatThrownBy(() -> S3Address.parse(wrong)).isInstanceOf(ConfigurationProblem.class);
        }
    }

    @Test
    void halfOfTheCredentialsIsAMistake() {
        S3Configuration half = new HalfConfigured(server.configuration());
        assertThatThrownBy(() -> S3Clients.open(half))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("MARQUE_BACKUP_S3_SECRET_KEY");
    }

    private static ArchiveStore at(S3Configuration configuration) {
        return new S3Store(S3Clients.open(configuration), S3Address.parse("s3://" + S3Server.BUCKET));
    }

    private record HalfConfigured(S3Configuration whole) implements S3Configuration {

        @Override
        public Optional<URI> endpoint() {
            return whole.endpoint();
        }

        @Override
        public String region() {
            return whole.region();
        }

        @Override
        public Optional<Boolean> pathStyle() {
            return whole.pathStyle();
        }

        @Override
        public Optional<String> accessKey() {
            return whole.accessKey();
        }

        @Override
        public Optional<String> secretKey() {
            return Optional.empty();
        }
    }
}

package dev.marque.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.kernel.net.Network;
import dev.marque.platform.outgoing.AddressRules;
import dev.marque.platform.outgoing.CheckedResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WebhookSenderTest {

    private static final AddressRules ALLOWED = new AddressRules(List.of(Network.parse("127.0.0.2")), Set.of(443));
    private static final WebhookSender.Limits SHORT =
            new WebhookSender.Limits(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(1));

    @Test
    void aNameThatLeadsInsideIsNotConnectedTo() {
        try (Receiver inside = new Receiver("127.0.0.1");
                WebhookSender sender = sender(host -> addresses("127.0.0.1"))) {
            SendResult result = post(sender, "http://hooks.example.com:" + inside.port() + "/");

            assertThat(result.status()).isNull();
            assertThat(result.error()).contains("no address that may be called");
            assertThat(inside.messages()).isEmpty();
        }
    }

    @Test
    void aNameThatChangesItsAddressIsCheckedAtEachConnectionAndLookedUpOnce() {
        AtomicInteger lookups = new AtomicInteger();
        try (Receiver outside = new Receiver("127.0.0.2");
                WebhookSender sender =
                        sender(host -> addresses(lookups.getAndIncrement() % 2 == 0 ? "127.0.0.2" : "127.0.0.1"))) {
            String url = "http://rebinding.example.com:" + outside.port() + "/";

            assertThat(post(sender, url).status()).isEqualTo(200);
            assertThat(lookups)
                    .as("one look-up for a connection, so nothing between check and use")
                    .hasValue(1);
            assertThat(post(sender, url).error()).contains("no address");
            assertThat(lookups).hasValue(2);
            assertThat(outside.messages().getFirst().headers().firstValue("host"))
                    .contains("rebinding.example.com:" + outside.port());
        }
    }

    @Test
    void ofSeveralAddressesOnlyAllowedOnesAreUsed() {
        try (Receiver outside = new Receiver("127.0.0.2");
                WebhookSender sender = sender(host -> addresses("127.0.0.1", "10.0.0.1", "127.0.0.2"))) {
            assertThat(post(sender, "http://mixed.example.com:" + outside.port() + "/")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void anAddressInTheUrlIsCheckedLikeAnyOther() {
        try (Receiver inside = new Receiver("127.0.0.1");
                WebhookSender sender = sender(InetAddress::getAllByName)) {
            assertThat(post(sender, inside.url()).error()).contains("no address");
            assertThat(post(sender, "http://[::ffff:127.0.0.1]:" + inside.port() + "/")
                            .error())
                    .contains("no address");
            assertThat(post(sender, "http://localhost:" + inside.port() + "/").error())
                    .contains("no address");
            assertThat(inside.messages()).isEmpty();
        }
    }

    @Test
    void aRedirectIsAFailureAndNotFollowed() {
        try (Receiver outside = new Receiver("127.0.0.2");
                Receiver elsewhere = new Receiver("127.0.0.2");
                WebhookSender sender = sender(InetAddress::getAllByName)) {
            outside.redirectsTo(elsewhere.url());

            SendResult result = post(sender, outside.url());

            assertThat(result.status()).isEqualTo(307);
            assertThat(result.isDelivered()).isFalse();
            assertThat(elsewhere.messages()).isEmpty();
        }
    }

    @Test
    void noMoreThanAKilobyteOfAnAnswerIsKept() {
        try (Receiver outside = new Receiver("127.0.0.2");
                WebhookSender sender = sender(InetAddress::getAllByName)) {
            outside.answers(500, "x\0".repeat(100_000));

            assertThat(post(sender, outside.url()).answer()).isEqualTo("x ".repeat(512));
        }
    }

    @Test
    void anAnswerThatDripsEndsWithTheTimeThatThereIs() throws IOException {
        try (ServerSocket slow = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"));
                WebhookSender sender = sender(InetAddress::getAllByName)) {
            Thread dripping = Thread.startVirtualThread(() -> drip(slow));

            SendResult result = post(sender, "http://127.0.0.2:" + slow.getLocalPort() + "/");

            assertThat(result.error()).isEqualTo("no answer within 1 s");
            assertThat(result.duration()).isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
            dripping.interrupt();
        }
    }

    /** A header that never ends: a byte each 50 ms, so no single read waits long. */
    private static void drip(ServerSocket server) {
        Object monitor = new Object();
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
            synchronized (monitor) {
                while (!Thread.interrupted()) {
                    socket.getOutputStream().write('x');
                    monitor.wait(50);
                }
            }
        } catch (IOException | InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private static WebhookSender sender(CheckedResolver.Names names) {
        return new WebhookSender(ALLOWED, names, SHORT);
    }

    private static SendResult post(WebhookSender sender, String url) {
        return sender.post(URI.create(url), Map.of(), "{}".getBytes(StandardCharsets.UTF_8));
    }

    private static InetAddress[] addresses(String... literals) {
        return List.of(literals).stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }
}

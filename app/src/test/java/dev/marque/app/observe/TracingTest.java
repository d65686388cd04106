package dev.marque.app.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Shop;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.WebhookReceiver;
import dev.marque.app.testing.World;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A request, its transactions and what its events lead to are one trace. */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class TracingTest {

    /** The server under test records nothing but what its caller records. */
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static final String[] TRACED = {"traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01"};

    @Inject
    World world;

    @Inject
    SpanLedger ledger;

    @Test
    void aRequestItsTransactionAndTheConsumerOfItsEventAreOneTrace() throws InterruptedException {
        Shop.License license = new Shop(world.admin()).license();
        assertThat(world.admin()
                        .send("POST", "/api/v1/licenses/" + license.id() + "/suspend", null, "", TRACED)
                        .status())
                .isEqualTo(200);

        SpanData consumer = await(span -> span.getName().equals("webhooks license.suspended"));
        SpanData transaction = await(span -> span.getSpanId().equals(consumer.getParentSpanId()));
        SpanData request = await(span -> span.getSpanId().equals(transaction.getParentSpanId()));

        assertThat(request.getTraceId()).isEqualTo(TRACE);
        assertThat(request.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(request.getName()).isEqualTo("POST /api/v1/licenses/{id}/suspend");
        assertThat(transaction.getName()).startsWith("Licenses.");
        assertThat(transaction.getAttributes().get(AttributeKey.longKey("marque.database.statements")))
                .isGreaterThan(2);
        assertThat(ledger.spans())
                .filteredOn(span -> consumer.getSpanId().equals(span.getParentSpanId()))
                .as("the transactions of the consumer belong to it")
                .isNotEmpty()
                .allMatch(span -> span.getTraceId().equals(request.getTraceId()));
    }

    @Test
    void oneTraceLeadsFromARequestToTheVendorsEndpoint() throws Exception {
        Shop.License license = new Shop(world.admin()).license();
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            receiver.subscribe(world.admin(), "license.reinstated");
            license.act("suspend");
            assertThat(world.admin()
                            .send("POST", "/api/v1/licenses/" + license.id() + "/reinstate", null, "", TRACED)
                            .status())
                    .isEqualTo(200);
            assertThat(receiver.awaitNews(20)).isTrue();

            String carried = requireNonNull(receiver.arrivals().getFirst().traceparent());
            SpanData delivery = await(span -> carried.equals("00-" + TRACE + "-" + span.getSpanId() + "-01"));
            SpanData queued = await(span -> span.getSpanId().equals(delivery.getParentSpanId()));
            SpanData consumer = await(span -> span.getSpanId().equals(queued.getParentSpanId()));
            SpanData transaction = await(span -> span.getSpanId().equals(consumer.getParentSpanId()));
            SpanData request = await(span -> span.getSpanId().equals(transaction.getParentSpanId()));

            assertThat(delivery.getName()).isEqualTo("webhook license.reinstated");
            assertThat(request.getName()).isEqualTo("POST /api/v1/licenses/{id}/reinstate");
            assertThat(List.of(delivery, queued, consumer, transaction, request))
                    .allMatch(span -> span.getTraceId().equals(TRACE));
        }
    }

    @Test
    void spansHoldNoValuesOfStatements() {
        String name = "Only-in-a-statement";
        String product = """
                {"code": "%s", "name": "%s"}""".formatted(Shop.newCode(), name);
        world.admin().send("POST", "/api/v1/products", product.getBytes(UTF_8), "application/json", TRACED);
        assertThat(ledger.spans())
                .isNotEmpty()
                .noneMatch(span -> span.getAttributes().toString().contains(name));
    }

    private SpanData await(Predicate<SpanData> wanted) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        synchronized (this) {
            while (System.nanoTime() - end < 0) {
                Optional<SpanData> found =
                        ledger.spans().stream().filter(wanted).findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
                wait(20);
            }
        }
        throw new AssertionError("no such span among "
                + ledger.spans().stream().map(SpanData::getName).distinct().toList());
    }
}

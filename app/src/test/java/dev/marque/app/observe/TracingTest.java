package dev.marque.app.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Shop;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A request, its transactions and what its events lead to are one trace. */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
@TestProfile(Watched.class)
class TracingTest {

    @Inject
    World world;

    @Inject
    SpanLedger ledger;

    @Test
    void aRequestItsTransactionAndTheConsumerOfItsEventAreOneTrace() throws InterruptedException {
        Shop.License license = new Shop(world.admin()).license();
        assertThat(license.act("suspend").status()).isEqualTo(200);

        SpanData consumer = await(span -> span.getName().equals("webhooks license.suspended"));
        SpanData transaction = await(span -> span.getSpanId().equals(consumer.getParentSpanId()));
        SpanData request = await(span -> span.getSpanId().equals(transaction.getParentSpanId()));

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
    void spansHoldNoValuesOfStatements() {
        String name = "Only-in-a-statement";
        world.admin().post("/api/v1/products", """
                {"code": "%s", "name": "%s"}""".formatted(Shop.newCode(), name));
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

package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.Tables;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import dev.marque.testkit.MovableClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every write can be sent again with its key: one effect, one answer. */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class IdempotencyTest {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    @Inject
    World world;

    @Inject
    MovableClock clock;

    @TestFactory
    Stream<DynamicTest> everyWriteCanBeSentAgain() {
        return AllContracts.of(world).stream()
                .filter(contract -> contract.openBecause == null)
                // A contract that is about a refusal has no effect that could be doubled.
                .filter(contract -> contract.status < 300)
                .filter(contract -> !contract.call.get().method().equals("GET"))
                .map(contract -> dynamicTest(contract.operationId, () -> canBeSentAgain(contract)));
    }

    private void canBeSentAgain(Contract contract) {
        Call call = contract.call.get();
        String key = UUID.randomUUID().toString();
        Answer first = send(call, call.json(), key);
        assertThat(first.status()).as(first.toString()).isEqualTo(contract.status);
        Map<String, String> before = Tables.fingerprint();

        Answer second = send(call, call.json(), key);

        if (contract.resumes) {
            assertThat(second.body()).isEqualTo(first.body());
            return;
        }
        if (isShutOut(call)) {
            // The write itself ended the caller's credentials: whoever sends it again is a stranger now.
            assertThat(second.status()).isEqualTo(401);
            assertThat(Tables.fingerprint()).isEqualTo(before);
            return;
        }
        assertThat(second.status()).isEqualTo(first.status());
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");
        for (String header : List.of("Location", "ETag", "Marque-Signature", "Content-Type")) {
            assertThat(second.headers().firstValue(header))
                    .as(header)
                    .isEqualTo(first.headers().firstValue(header));
        }
        if (call.json() != null) {
            // Acceptable, and yet another request: the same JSON with a space more.
            Answer other = send(call, call.json() + " ", key);
            assertThat(other.status()).as(other.toString()).isEqualTo(422);
            assertThat(other.code()).isEqualTo("idempotency-key-reused");
        }
        assertThat(Tables.fingerprint()).isEqualTo(before);
    }

    private static boolean isShutOut(Call call) {
        return call.as().get("/api/v1/me").status() == 401;
    }

    @Test
    void twoAtOnceYieldOneEffect() throws Exception {
        String key = UUID.randomUUID().toString();
        String body = newProduct();
        Callable<Answer> create = () -> product(body, key);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> both = threads.invokeAll(List.of(create, create, create, create));

            for (Future<Answer> answer : both) {
                assertThat(answer.get().status()).as(answer.get().toString()).isEqualTo(201);
                assertThat(answer.get().text("/id"))
                        .isEqualTo(both.getFirst().get().text("/id"));
            }
        }
    }

    @Test
    void aRefusedWriteLeavesItsKeyFree() {
        String key = UUID.randomUUID().toString();
        Answer refused = product("{\"code\": \"X\", \"name\": \"\"}", key);
        Answer mended = product(newProduct(), key);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(mended.status()).as(mended.toString()).isEqualTo(201);
    }

    @Test
    void anotherCallersKeyIsAnotherKey() {
        String key = UUID.randomUUID().toString();
        String body = newProduct();
        Answer ours = product(body, key);
        Answer theirs = send(Call.post("/api/v1/products", body, world.otherAdmin()), body, key);

        assertThat(ours.status()).isEqualTo(201);
        assertThat(theirs.status()).isEqualTo(201);
        assertThat(theirs.text("/id")).isNotEqualTo(ours.text("/id"));
    }

    @Test
    void aKeyIsForgottenAfterADay() {
        String key = UUID.randomUUID().toString();
        Answer first = product(newProduct(), key);
        clock.advance(Duration.ofHours(24));

        Answer second = product(newProduct(), key);

        assertThat(second.status()).as(second.toString()).isEqualTo(201);
        assertThat(second.text("/id")).isNotEqualTo(first.text("/id"));
    }

    @Test
    void aMalformedKeyIsNamed() {
        Answer answer = product(newProduct(), "k".repeat(256));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/parameter")).isEqualTo(header());
    }

    private Answer product(String body, String key) {
        return send(Call.post("/api/v1/products", body, world.admin()), body, key);
    }

    private static String newProduct() {
        return "{\"name\": \"Once\", \"code\": \"I%06d\"}".formatted(COUNTER.incrementAndGet());
    }

    private static Answer send(Call call, @Nullable String json, String key) {
        Api as = call.as();
        return as.send(
                call.method(), call.path(), json == null ? null : bytes(json), "application/json", header(), key);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static String header() {
        return "Idempotency-Key";
    }
}

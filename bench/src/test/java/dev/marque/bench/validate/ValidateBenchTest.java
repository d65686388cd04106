package dev.marque.bench.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.bench.served.Load;
import dev.marque.bench.served.Requests;
import dev.marque.bench.served.Server;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keeps the bench alive: the load counts answers and refusals of the server beside which validations are measured. */
class ValidateBenchTest {

    private static final String BODY = "{\"fingerprint\": {\"value\": \"machine\"}, \"nonce\": \"n\"}";

    @Test
    void theLoadCountsWhatIsAnsweredAndWhatIsRefused() throws Exception {
        int port = Server.freePort();
        Vertx bare = BareServer.start(port, List.of("known"));
        try {
            byte[] known = Requests.post("/validate", "License known", BODY);
            byte[] unknown = Requests.post("/validate", "License unknown", BODY);

            Load.Answers all = Load.ofAll(port, 2, List.of(known)).run(Duration.ofMillis(300));
            Load.Answers half = Load.ofAll(port, 1, List.of(known, unknown)).run(Duration.ofMillis(300));

            assertThat(all.ok()).isPositive();
            assertThat(all.refused()).isZero();
            assertThat(half.refused()).isBetween(half.ok() - 1, half.ok());
        } finally {
            bare.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}

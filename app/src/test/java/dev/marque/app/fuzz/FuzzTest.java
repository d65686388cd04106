package dev.marque.app.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Requests made at random from our own document, by all sorts of callers. A short run by default; {@code ./dev fuzz}
 * makes a long one. The seed that a run says makes the same requests again.
 */
@Tag("own-server")
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class FuzzTest {

    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 1_500);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_122L);

    @Inject
    World world;

    @Test
    void whateverIsSentTheServerKeepsItsWord() {
        Instant begin = Instant.now();
        FuzzRun run = new FuzzRun(world, SEED);

        run.make(REQUESTS);

        System.out.printf(
                "FuzzTest: seed %d, %d requests in %d s, by status %s; %d of %d operations called with success;"
                        + " %d refused requests sent again between two looks at all tables, jobs wrote between them into %s%n",
                SEED,
                run.statuses().values().stream().mapToInt(Integer::intValue).sum(),
                Duration.between(begin, Instant.now()).toSeconds(),
                run.statuses(),
                run.reached().size(),
                run.operations(),
                run.refusedThatWroteNothing(),
                run.writtenByJobs());
        assertThat(run.faults()).isEmpty();
        assertThat(run.writtenByJobs()).hasSizeLessThanOrEqualTo(1 + REQUESTS / 2_000);
        // Otherwise the run would have shown little.
        assertThat(run.refusedThatWroteNothing()).isGreaterThan(REQUESTS / 10);
        assertThat(run.reached()).hasSizeGreaterThan(run.operations() / 3);
    }
}

package dev.marque.platform.limits;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * Refuses calls while too many wait for the database already: a queue that grows helps nobody, and whoever is refused at once
 * can go elsewhere or come again. A call that was let in is not asked again, so what it does is done whole.
 *
 * <p>Thread-safe.
 */
public final class Admission {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final IntSupplier waiting;
    private final int mostWaiting;
    private final Counter refusals = Counter.builder("marque.overload.refusals")
            .description("Calls that were refused since too many waited for the database")
            .register(Metrics.globalRegistry);

    /**
     * @param waiting how many calls wait for the database now
     * @param mostWaiting from how many on the next one is refused, one or more
     */
    public Admission(IntSupplier waiting, int mostWaiting) {
        if (mostWaiting < 1) {
            throw new IllegalArgumentException("At least one call has to be able to wait");
        }
        this.waiting = waiting;
        this.mostWaiting = mostWaiting;
    }

    /** How many calls may wait. */
    public int mostWaiting() {
        return mostWaiting;
    }

    /** @throws ProblemException OVERLOADED: nothing was done */
    public void enter() {
        if (waiting.getAsInt() >= mostWaiting) {
            refusals.increment();
            throw ProblemException.later(
                    ProblemType.OVERLOADED, "More calls are waiting than can be served soon.", RETRY_AFTER);
        }
    }
}

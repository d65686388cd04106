package dev.marque.platform.identity.lockout;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import java.time.Duration;

/** Whether somebody may try a secret now. */
public sealed interface Admission {

    /**
     * Yes. The try counts as a failure until {@link LockOut#succeeded} says otherwise.
     *
     * @param familiar whether somebody signed in to the target from this place before
     * @param alarm what is to be reported if the try fails
     */
    record Admitted(boolean familiar, Alarm alarm) implements Admission {}

    /** No, and what would be tried is not looked at. */
    record Delayed(Duration retryAfter) implements Admission {

        /** The answer to whoever has to wait. */
        public ProblemException problem() {
            return ProblemException.later(
                    ProblemType.TOO_MANY_ATTEMPTS, "There were too many failed attempts. Try again later.", retryAfter);
        }
    }

    /** What a failure begins. */
    enum Alarm {
        NONE,
        /** This place has used up its free failures. */
        PLACE_LOCKED_OUT,
        /** The target is tried from many places, or too often in all. */
        SIEGE
    }
}

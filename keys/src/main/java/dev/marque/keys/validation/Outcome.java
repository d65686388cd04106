package dev.marque.keys.validation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The decision about one request. */
public sealed interface Outcome {

    /** The answer in one word. */
    Code code();

    /** The answer in a sentence, for people. */
    String detail();

    /** Whether the program may go on. */
    default boolean valid() {
        return code().valid();
    }

    /**
     * The program may go on.
     *
     * @param activationId the activation that the fingerprint matched; null when none was presented or needed
     */
    record Accepted(Code code, String detail, @Nullable UUID activationId) implements Outcome {
        public Accepted {
            if (!code.valid()) {
                throw new IllegalArgumentException(code + " does not accept");
            }
        }
    }

    /** The program may not go on. */
    record Refused(Code code, String detail) implements Outcome {
        public Refused {
            if (code.valid()) {
                throw new IllegalArgumentException(code + " does not refuse");
            }
        }
    }
}

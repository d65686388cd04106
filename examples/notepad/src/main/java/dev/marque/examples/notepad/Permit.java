package dev.marque.examples.notepad;

import java.util.Optional;
import java.util.Set;

/** Whether the program may run. */
sealed interface Permit {

    int REFUSED = 3;
    int FEATURE_MISSING = 4;
    int UNREACHABLE = 5;

    /**
     * It may.
     *
     * @param features what the license includes
     * @param notice what the user should be told although the program runs
     */
    record Granted(Set<String> features, Optional<String> notice) implements Permit {
        public Granted {
            features = Set.copyOf(features);
        }
    }

    /** It may not. */
    record Refused(String reason, int exitCode) implements Permit {}
}

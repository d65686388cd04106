package dev.marque.keys.fingerprint;

/**
 * Matches by counting the known components that the machine still has. Since the values decide where the known machine has
 * no components, a program may begin to send components in an update and keep its seat.
 */
public enum MatchingStrategy implements Matching {
    /** At least one known component. */
    MATCH_ANY {
        @Override
        public boolean enough(int equal, int known) {
            return equal >= 1;
        }
    },
    /** At least two known components, or the only one. */
    MATCH_TWO {
        @Override
        public boolean enough(int equal, int known) {
            return equal >= Math.min(2, known);
        }
    },
    /** More than half of the known components. */
    MATCH_MOST {
        @Override
        public boolean enough(int equal, int known) {
            return 2 * equal > known;
        }
    },
    /** All known components; the machine may have more. */
    MATCH_ALL {
        @Override
        public boolean enough(int equal, int known) {
            return equal == known;
        }
    };

    @Override
    public abstract boolean enough(int equal, int known);

    @Override
    public boolean matches(Fingerprint known, Fingerprint presented) {
        if (known.components().isEmpty()) {
            return known.value().equals(presented.value());
        }
        return enough(known.equalComponents(presented), known.components().size());
    }
}

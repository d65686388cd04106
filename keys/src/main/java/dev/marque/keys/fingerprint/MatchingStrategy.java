package dev.marque.keys.fingerprint;

/**
 * When a machine that presents itself is the one that is known.
 *
 * <p>If the known machine has no components, the values decide under every strategy; so a program may begin to send
 * components in an update and keep its seat. If it has, the known ones are counted that the machine still has, and the
 * values do not matter: replacing a network card changes the value, and neither copying the value alone nor leaving the
 * components off may be a way around them.
 */
public enum MatchingStrategy {
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

    /** Whether so many of those that are known will do. */
    public abstract boolean enough(int equal, int known);

    /** Whether the machine that presents itself is the known one. */
    public boolean matches(Fingerprint known, Fingerprint presented) {
        if (known.components().isEmpty()) {
            return known.value().equals(presented.value());
        }
        return enough(known.equalComponents(presented), known.components().size());
    }
}

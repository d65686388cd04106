package dev.marque.keys.fingerprint;

/**
 * When a machine that presents itself is the one that is known.
 *
 * <p>Without components on both sides the values decide, under every strategy. With components on both sides the known
 * ones are counted that the machine still has, and the values do not matter: replacing a network card changes the
 * value, and copying the value alone must not be enough. With components on one side only there is no match: leaving
 * them off must not be a way around them.
 */
public enum MatchingStrategy {
    /** At least one known component. */
    MATCH_ANY {
        @Override
        boolean enough(int equal, int known) {
            return equal >= 1;
        }
    },
    /** At least two known components, or the only one. */
    MATCH_TWO {
        @Override
        boolean enough(int equal, int known) {
            return equal >= Math.min(2, known);
        }
    },
    /** More than half of the known components. */
    MATCH_MOST {
        @Override
        boolean enough(int equal, int known) {
            return 2 * equal > known;
        }
    },
    /** All known components; the machine may have more. */
    MATCH_ALL {
        @Override
        boolean enough(int equal, int known) {
            return equal == known;
        }
    };

    abstract boolean enough(int equal, int known);

    /** Whether the machine that presents itself is the known one. */
    public boolean matches(Fingerprint known, Fingerprint presented) {
        boolean knownHas = !known.components().isEmpty();
        boolean presentedHas = !presented.components().isEmpty();
        if (!knownHas && !presentedHas) {
            return known.value().equals(presented.value());
        }
        return knownHas
                && presentedHas
                && enough(known.equalComponents(presented), known.components().size());
    }
}

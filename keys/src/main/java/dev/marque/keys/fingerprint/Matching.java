package dev.marque.keys.fingerprint;

/**
 * When a machine that presents itself is the one that is known.
 *
 * <p>If the known machine has no components, the values decide. If it has, the values do not matter, so that neither
 * copying the value alone nor leaving the components off is a way around them; and no machine matches that has none of
 * the known components.
 */
public interface Matching {

    /** Whether the machine that presents itself is the known one. */
    boolean matches(Fingerprint known, Fingerprint presented);

    /** Whether so many of those that were asked for will do. */
    boolean enough(int equal, int asked);

    /** How much of the known machine the other still has: comparable between known machines, no less than 0. */
    default int likeness(Fingerprint known, Fingerprint presented) {
        return known.equalComponents(presented);
    }
}

package dev.marque.sdk.run;

import dev.marque.sdk.http.TrustedKeys;

/**
 * Whose signatures count.
 *
 * @param pinned the keys that the program brings along
 * @param followRotation whether keys that the server publishes over a connection that proves who answers are taken up
 * @param first whether the first key set that a server answers is taken up, however it comes
 */
public record Trust(TrustedKeys pinned, boolean followRotation, boolean first) {

    /** Nobody's, until somebody is named. */
    public static final Trust NOBODY = new Trust(TrustedKeys.NONE, true, false);

    public Trust pinning(TrustedKeys keys) {
        return new Trust(keys, followRotation, first);
    }

    public Trust pinnedOnly() {
        return new Trust(pinned, false, first);
    }

    public Trust ofFirstContact() {
        return new Trust(pinned, followRotation, true);
    }

    /** Whether there is anybody to believe. */
    public boolean isPossible() {
        return first || !pinned.isEmpty();
    }
}

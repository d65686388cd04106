package dev.marque.licensing.grant;

import dev.marque.keys.feature.Entitlement;
import dev.marque.keys.feature.FeatureGrant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a grant does for whoever asks. */
public enum Standing {
    /** The feature's value is made of it. */
    DECIDES,
    /** It is in force, and a more specific or a later grant decides. */
    OUTRANKED,
    /** It is in force for another user than the one who asks. */
    OTHER_USER,
    /** It has not begun. */
    NOT_YET,
    /** It has ended. */
    OVER;

    static Standing of(FeatureGrant grant, @Nullable Entitlement entitlement, Instant at, @Nullable String user) {
        if (entitlement != null && entitlement.decidedBy().contains(grant)) {
            return DECIDES;
        }
        if (!grant.grantedAt(at)) {
            return grant.expiresAt() != null && !at.isBefore(grant.expiresAt()) ? OVER : NOT_YET;
        }
        return grant.countsFor(user) ? OUTRANKED : OTHER_USER;
    }
}

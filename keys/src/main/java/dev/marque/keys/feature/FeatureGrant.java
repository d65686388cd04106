package dev.marque.keys.feature;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A feature that somebody granted.
 *
 * @param id null for what the license took along when it was issued: it cannot be withdrawn by itself
 * @param reference the add-on or the line of an order; for {@link GrantSource#USER} whose it is
 * @param startsAt the first instant at which it is granted; null for always until its end
 * @param expiresAt the first instant at which it is no longer granted; null when it ends with the license
 */
public record FeatureGrant(
        @Nullable UUID id,
        String code,
        FeatureValue value,
        GrantSource source,
        @Nullable String reference,
        @Nullable Instant startsAt,
        @Nullable Instant expiresAt) {

    /** The most specific source first, then what began later, then what was granted later: a complete order. */
    static final Comparator<FeatureGrant> PRECEDENCE = Comparator.comparing(FeatureGrant::source)
            .thenComparing(FeatureGrant::startsAt, Comparator.nullsFirst(Comparator.naturalOrder()))
            // As texts, UUIDs of version 7 are in the order in which they were made.
            .thenComparing(grant -> grant.id() == null ? "" : grant.id().toString())
            // Of what came at once, a value says more than that the feature is on.
            .thenComparing(grant -> grant.value().kind())
            .thenComparing(grant -> String.valueOf(grant.value().json()))
            .thenComparing(FeatureGrant::expiresAt, Comparator.nullsLast(Comparator.naturalOrder()))
            .reversed();

    public FeatureGrant {
        if (source == GrantSource.USER && reference == null) {
            throw new IllegalArgumentException("a grant to a user names the user");
        }
    }

    /** A feature that is on from the beginning, as the license took it along. */
    public static FeatureGrant on(String code, GrantSource source, @Nullable Instant expiresAt) {
        return new FeatureGrant(null, code, FeatureValue.ON, source, null, null, expiresAt);
    }

    /** Whether it is granted at that instant. */
    public boolean grantedAt(Instant now) {
        return (startsAt == null || !now.isBefore(startsAt)) && (expiresAt == null || now.isBefore(expiresAt));
    }

    /**
     * Whether it counts when that user asks.
     *
     * @param user upper and lower case, and white space around it, do not matter; null when nobody is named
     */
    public boolean countsFor(@Nullable String user) {
        return source != GrantSource.USER
                || (user != null && reference != null && user.strip().equalsIgnoreCase(reference.strip()));
    }
}

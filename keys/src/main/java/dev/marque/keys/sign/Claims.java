package dev.marque.keys.sign;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a token's claims hold at a moment. Times are whole seconds since 1970, as tokens have them. */
public final class Claims {

    private static final long MAX_SECONDS = Instant.MAX.getEpochSecond() / 2;

    private Claims() {}

    /** Where a moment lies. */
    public enum Validity {
        CURRENT,
        EXPIRED,
        NOT_YET,
        /** {@code exp} or {@code nbf} is there and is no time. */
        MALFORMED
    }

    /**
     * Checks {@code exp} and {@code nbf}; a claim that is absent sets no bound. A token is expired at the very instant
     * of {@code exp}.
     *
     * @param leeway how far clocks may differ
     */
    public static Validity at(Map<String, ? extends @Nullable Object> claims, Instant now, Duration leeway) {
        Object exp = claims.get("exp");
        Object nbf = claims.get("nbf");
        Optional<Instant> expires = instant(exp);
        Optional<Instant> begins = instant(nbf);
        if ((claims.containsKey("exp") && expires.isEmpty()) || (claims.containsKey("nbf") && begins.isEmpty())) {
            return Validity.MALFORMED;
        }
        if (expires.isPresent() && !now.isBefore(expires.get().plus(leeway))) {
            return Validity.EXPIRED;
        }
        if (begins.isPresent() && now.isBefore(begins.get().minus(leeway))) {
            return Validity.NOT_YET;
        }
        return Validity.CURRENT;
    }

    /** A claim that is text. */
    public static Optional<String> text(Map<String, ? extends @Nullable Object> claims, String name) {
        return claims.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** A claim that is a time. */
    public static Optional<Instant> instant(Map<String, ? extends @Nullable Object> claims, String name) {
        return instant(claims.get(name));
    }

    private static Optional<Instant> instant(@Nullable Object value) {
        if (value instanceof Long seconds && seconds >= -MAX_SECONDS && seconds <= MAX_SECONDS) {
            return Optional.of(Instant.ofEpochSecond(seconds));
        }
        return Optional.empty();
    }
}

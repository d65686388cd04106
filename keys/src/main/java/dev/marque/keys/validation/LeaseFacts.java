package dev.marque.keys.validation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the one who asks has a seat of a floating license.
 *
 * @param required whether only a holder of a lease may use the license
 * @param endsAt the first instant at which the lease of the one who asks has ended; null without a lease
 */
public record LeaseFacts(boolean required, @Nullable Instant endsAt) {

    /** For licenses that are not floating, and for questions that come before a lease. */
    public static final LeaseFacts NOT_REQUIRED = new LeaseFacts(false, null);

    boolean missingAt(Instant now) {
        return required && (endsAt == null || !now.isBefore(endsAt));
    }
}

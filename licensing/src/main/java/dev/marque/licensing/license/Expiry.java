package dev.marque.licensing.license;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** An end set by hand, of a license or of its maintenance. It may lie in the past, for licenses taken over from elsewhere. */
final class Expiry {

    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

    private Expiry() {}

    /** @throws ProblemException INVALID_INPUT for a year that nobody means */
    static @Nullable Instant of(String field, @Nullable Instant expiresAt) {
        if (expiresAt == null) {
            return null;
        }
        if (expiresAt.isBefore(EARLIEST) || expiresAt.isAfter(Span.LATEST)) {
            throw ProblemException.invalid(FieldError.inBody(field, "must lie in the years 1970 to 9999"));
        }
        return expiresAt.truncatedTo(ChronoUnit.MICROS);
    }
}

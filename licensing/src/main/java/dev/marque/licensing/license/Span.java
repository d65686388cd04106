package dev.marque.licensing.license;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.kernel.time.Term;
import dev.marque.licensing.policy.ExpirationBasis;
import dev.marque.licensing.policy.RenewalBasis;
import dev.marque.licensing.policy.Terms;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * From when to when a license runs. The end is always counted from the anchor, so that a monthly license that began on
 * 31 January ends on 28 February and then on 31 March: renewals do not drift.
 *
 * @param count how many terms from the anchor have been granted; 0 when the end was set by hand
 * @param expiresAt null for never
 * @param began when the term that runs began, where the anchor does not tell because another policy came in between; null
 *     where it does, or where no term runs
 */
record Span(
        Instant anchor,
        int count,
        @Nullable Instant expiresAt,
        @Nullable Instant began) {

    Span(Instant anchor, int count, @Nullable Instant expiresAt) {
        this(anchor, count, expiresAt, null);
    }

    /** The last moment that a license may run to: the year has four digits wherever it is written. */
    static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /** The first term of a new license, or its end as given. */
    static Span begin(Terms terms, @Nullable Instant expiresAt, Instant now, ZoneId zone) {
        if (expiresAt != null) {
            return until(expiresAt);
        }
        boolean waits = terms.rules().whenExpired().basis() != ExpirationBasis.FROM_CREATION;
        return waits ? new Span(now, 0, null) : running(terms, now, zone);
    }

    /** The first term, beginning now. */
    static Span running(Terms terms, Instant now, ZoneId zone) {
        Term term = terms.term();
        return term == null ? new Span(now, 0, null) : counted(term, now, 1, zone);
    }

    /** The same license under other terms: what was granted stays granted, and later terms are counted from its end. */
    Span under(Terms before, Terms after, Instant now, ZoneId zone) {
        if (after.term() == null) {
            return new Span(now, 0, null);
        }
        // Perpetual until now, or waiting for first use, for which the new terms may not wait.
        if (expiresAt == null) {
            return begin(after, null, now, zone);
        }
        return Objects.equals(before.term(), after.term())
                ? this
                : new Span(expiresAt, 0, expiresAt, start(before.term(), zone));
    }

    /** When the term that runs began; null if none does, or its end was set by hand. */
    @Nullable Instant start(@Nullable Term term, ZoneId zone) {
        if (count == 0 || term == null) {
            return began;
        }
        return count == 1 ? anchor : term.end(anchor, count - 1, zone);
    }

    /** An end set by hand. Later terms are counted from it. */
    static Span until(Instant expiresAt) {
        return new Span(expiresAt, 0, expiresAt);
    }

    /** An end that is set by that much later than another. */
    static Span extended(Instant from, Term by, ZoneId zone) {
        return until(counted(by, from, 1, zone).end());
    }

    private Instant end() {
        return Objects.requireNonNull(expiresAt);
    }

    /** One term more. */
    Span renewed(Term term, RenewalBasis basis, Instant now, ZoneId zone) {
        boolean expired = expiresAt != null && !now.isBefore(expiresAt);
        return switch (basis) {
            case FROM_EXPIRY -> next(term, zone);
            case FROM_NOW -> counted(term, now, 1, zone);
            case FROM_NOW_IF_EXPIRED -> expired ? counted(term, now, 1, zone) : next(term, zone);
        };
    }

    private Span next(Term term, ZoneId zone) {
        // Only terms of hours get this far, and what is counted in hours cannot drift from a new anchor.
        if (count >= Term.MAX_COUNT && expiresAt != null) {
            return counted(term, expiresAt, 1, zone);
        }
        return counted(term, anchor, count + 1, zone);
    }

    private static Span counted(Term term, Instant anchor, int count, ZoneId zone) {
        Instant end = term.end(anchor, count, zone);
        if (end.isAfter(LATEST)) {
            throw new ProblemException(
                    ProblemType.STATE_CONFLICT,
                    "The license would run beyond the year 9999: no term more is possible.");
        }
        return new Span(anchor, count, end);
    }
}

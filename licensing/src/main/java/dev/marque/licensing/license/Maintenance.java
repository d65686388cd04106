package dev.marque.licensing.license;

import dev.marque.kernel.time.Term;
import dev.marque.licensing.policy.Terms;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Until when a license covers new releases. */
final class Maintenance {

    private Maintenance() {}

    /** That of a license issued now; null for ever. */
    static @Nullable Instant begin(Terms terms, Instant now, ZoneId zone) {
        Term term = terms.rules().coveredVersions().maintenance();
        return term == null ? null : Span.extended(now, term, zone).expiresAt();
    }

    /** One term more, counted as the license's renewals are. */
    static @Nullable Instant renewed(License license, Term term, Instant end, Instant now, ZoneId zone) {
        return Span.until(end)
                .renewed(term, license.terms().renewalBasis(), now, zone)
                .expiresAt();
    }
}

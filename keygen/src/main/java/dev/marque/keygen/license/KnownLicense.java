package dev.marque.keygen.license;

import dev.marque.keygen.catalog.PolicyView;
import dev.marque.keygen.details.Detail;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.license.License;
import dev.marque.licensing.policy.Policy;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A license with its policy, and what Keygen's clients said about both.
 *
 * @param said about the license
 * @param policySaid about its policy, which the license has as well unless its own says otherwise
 */
public record KnownLicense(License license, Policy policy, Detail said, Detail policySaid) {

    /** Whether this API shows it: what was revoked or put away is gone for Keygen's clients. */
    static boolean isThere(License license) {
        return license.state() == LicenseState.ACTIVE || license.state() == LicenseState.SUSPENDED;
    }

    /** A limit that only this room knows; null for none. */
    public @Nullable Long limit(String name) {
        Long own = said.number(name);
        return own == null ? policySaid.number(name) : own;
    }

    public boolean floating() {
        return PolicyView.floating(license.terms(), policySaid);
    }

    public boolean isProtected() {
        return said.get("protected") == null ? policySaid.flag("protected") : said.flag("protected");
    }

    /** A strategy that the policy says; null if it does not. */
    public @Nullable String strategy(String name) {
        return policySaid.text(name);
    }

    public boolean requiresCheckIn() {
        return policySaid.flag("requireCheckIn");
    }

    public @Nullable Instant lastCheckIn() {
        return said.moment("lastCheckIn");
    }

    /** When it has to check in again; null if it need not. */
    public @Nullable Instant nextCheckIn() {
        String interval = policySaid.text("checkInInterval");
        if (!requiresCheckIn() || interval == null) {
            return null;
        }
        Long count = policySaid.number("checkInIntervalCount");
        int times = count == null ? 1 : (int) Math.min(count, 1_000);
        Period period =
                switch (interval) {
                    case "day" -> Period.ofDays(times);
                    case "week" -> Period.ofWeeks(times);
                    case "month" -> Period.ofMonths(times);
                    default -> Period.ofYears(times);
                };
        Instant last = lastCheckIn();
        return (last == null ? license.createdAt() : last)
                .atZone(ZoneOffset.UTC)
                .plus(period)
                .toInstant();
    }

    boolean isOverdue(Instant now) {
        Instant next = nextCheckIn();
        return next != null && !now.isBefore(next);
    }

    /** What the caller keeps with it: what our own API shows as well, and what it has no form for. */
    Map<String, @Nullable Object> metadata() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(said.metadata());
        all.putAll(license.metadata());
        return all;
    }
}

package dev.marque.licensing.license;

import dev.marque.licensing.policy.ExpirationBasis;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.settings.PlatformSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import org.jdbi.v3.core.Handle;

/** Sets the first term of a license running, where its policy waits for use. Thread-safe. */
@Singleton
public class FirstUse {

    private final ChangeLog changes;

    @Inject
    public FirstUse(ChangeLog changes) {
        this.changes = changes;
    }

    /** A machine was given a seat. */
    public License activated(Handle transaction, Actor installation, License license, Instant now) {
        return begin(transaction, installation, license, ExpirationBasis.FROM_FIRST_ACTIVATION, now);
    }

    /** A program was told that it may go on. */
    public License validated(Handle transaction, Actor installation, License license, Instant now) {
        return begin(transaction, installation, license, ExpirationBasis.FROM_FIRST_VALIDATION, now);
    }

    private License begin(Handle transaction, Actor installation, License seen, ExpirationBasis by, Instant now) {
        if (!isDue(seen, by)) {
            return seen;
        }
        // Of two first uses at once the second finds the term running.
        License before = LicenseRows.readLocked(transaction, installation, seen.id());
        if (!isDue(before, by)) {
            return before;
        }
        ZoneId zone = PlatformSettings.ZONE.in(transaction);
        License after = before.spanning(Span.running(before.terms(), now, zone), now);
        LicenseStore.update(transaction, after);
        changes.record(transaction, installation, Change.of("license.started", "license", after.id(), before, after));
        return after;
    }

    private static boolean isDue(License license, ExpirationBasis by) {
        if (!license.awaitsFirstUse()) {
            return false;
        }
        ExpirationBasis basis = license.terms().rules().whenExpired().basis();
        return basis == by || basis == ExpirationBasis.FROM_FIRST_USE;
    }
}

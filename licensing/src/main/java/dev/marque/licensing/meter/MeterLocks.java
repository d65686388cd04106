package dev.marque.licensing.meter;

import dev.marque.kernel.id.Ids;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.access.Places;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.LicenseRows;
import dev.marque.licensing.policy.MeterRule;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.settings.PlatformSettings;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Takes hold of meters and writes what became of them. Whoever changes a meter holds its row meanwhile, in every process:
 * what is left is known and taken by one at a time. Thread-safe.
 */
@Singleton
public class MeterLocks {

    private final Places places;
    private final ChangeLog changes;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    public MeterLocks(Places places, ChangeLog changes, InstantSource clock, Ids ids) {
        this.places = places;
        this.changes = changes;
        this.clock = clock;
        this.ids = ids;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** What is asked of a license by one who wants to count something. */
    ValidationRequest request(Actor installation) {
        return ValidationRequest.PLAIN.at(places.of(installation));
    }

    UUID newId() {
        return ids.next();
    }

    /** The meter in its present period. What reservations held that have expired is free. */
    HeldMeter hold(Handle transaction, TenantId tenant, License license, String name, MeterRule rule) {
        Optional<Counter> open = CounterRows.hold(transaction, license.id(), name, rule.period() == null, now());
        // It may have ended while we waited for it.
        Counter counter = open.filter(found -> !found.isOver(now()))
                .orElseGet(() -> begin(transaction, tenant, license, name, rule));
        return swept(transaction, new HeldMeter(license, rule, counter, now()));
    }

    /** The meter in the period of that counter, which may be over. */
    HeldMeter hold(Handle transaction, License license, MeterRule rule, UUID counterId) {
        Counter counter = CounterRows.hold(transaction, counterId);
        return swept(transaction, new HeldMeter(license, rule, counter, now()));
    }

    /** Begins a period, one process at a time. */
    private Counter begin(Handle transaction, TenantId tenant, License license, String name, MeterRule rule) {
        LicenseRows.lock(transaction, license.id());
        Instant now = now();
        return CounterRows.hold(transaction, license.id(), name, rule.period() == null, now)
                .orElseGet(() -> {
                    ZoneId zone = PlatformSettings.ZONE.in(transaction);
                    ResetPeriod period = ResetPeriod.at(rule, license.createdAt(), now, zone);
                    Counter fresh = Counter.fresh(ids.next(), license.id(), name, period);
                    CounterRows.insert(transaction, tenant, fresh, now);
                    return fresh;
                });
    }

    private static HeldMeter swept(Handle transaction, HeldMeter held) {
        Counter counter = held.counter();
        if (counter.reserved() == 0) {
            return held;
        }
        long freed = ReservationRows.expire(transaction, counter.id(), held.now());
        if (freed == 0) {
            return held;
        }
        Counter after = counter.reserving(counter.reserved() - freed);
        CounterRows.update(transaction, List.of(after), held.now());
        return held.with(after);
    }

    /** Writes what became of a meter, and tells of each threshold that it reached for the first time in its period. */
    HeldMeter save(Handle transaction, Actor actor, HeldMeter before, Counter after) {
        HeldMeter held = before.with(after);
        for (Change reached : ThresholdReached.changes(held)) {
            changes.record(transaction, actor, reached);
        }
        HeldMeter warned = held.warned();
        CounterRows.update(transaction, List.of(warned.counter()), held.now());
        return warned;
    }

    /** Records what many callers changed. */
    void record(Handle transaction, List<ChangeLog.Made> made) {
        changes.record(transaction, made);
    }
}

package dev.marque.licensing.leak;

import dev.marque.kernel.id.Ids;
import dev.marque.licensing.access.Countries;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.LicenseRows;
import dev.marque.licensing.policy.LeakRules;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.jobs.JobSource;
import dev.marque.platform.jobs.RecurringJob;
import dev.marque.platform.tenant.TenantEnvironment;
import dev.marque.platform.tenant.Tenants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Looks for keys that got around, among the licenses whose rules say when to suspect it and that were used lately. It may
 * run twice, or in two processes at once: a license's suspicions are written by one at a time, each reason once in a period.
 */
@Singleton
public class LeakWatch implements JobSource {

    static final String RECORD = "license";

    /** A license that was used earlier was looked at then; should nobody have looked, its next use makes up for it. */
    private static final Duration LATELY = Duration.ofHours(1);

    private static final int AT_ONCE = 500;

    private final Database database;
    private final Tenants tenants;
    private final Countries countries;
    private final ChangeLog changes;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    public LeakWatch(
            Database database, Tenants tenants, Countries countries, ChangeLog changes, InstantSource clock, Ids ids) {
        this.database = database;
        this.tenants = tenants;
        this.countries = countries;
        this.changes = changes;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public List<RecurringJob> recurringJobs() {
        return List.of(new RecurringJob("licensing.leak-watch", Duration.ofMinutes(15), this::run));
    }

    /** Returns how many new suspicions there are in all tenants. */
    public int run() {
        int found = 0;
        for (TenantEnvironment where : tenants.environments()) {
            UUID after = null;
            List<UUID> some;
            do {
                some = usedLately(where, after);
                for (UUID license : some) {
                    found += look(where, license);
                    after = license;
                }
            } while (some.size() == AT_ONCE);
        }
        return found;
    }

    private List<UUID> usedLately(TenantEnvironment where, @Nullable UUID after) {
        return database.inEnvironment(where, transaction -> transaction
                .createQuery("""
                        select l.id from licenses l
                        where l.environment = own_environment() and l.rules -> 'leaks' is not null and (cast(:after as uuid) is null or l.id > :after)
                          and (exists (select from validation_logs v where v.tenant_id = l.tenant_id
                                       and v.license_id = l.id and v.validated_at > :since)
                               or exists (select from license_activations a where a.tenant_id = l.tenant_id
                                          and a.license_id = l.id and a.activated_at > :since))
                        order by l.id limit :most
                        """)
                .bindByType("after", after, UUID.class)
                .bind("since", clock.instant().minus(LATELY))
                .bind("most", AT_ONCE)
                .mapTo(UUID.class)
                .list());
    }

    private int look(TenantEnvironment where, UUID licenseId) {
        Actor watch = Actor.system(where, "leak watch");
        return database.inEnvironment(where, transaction -> {
            License license = LicenseRows.readLocked(transaction, watch, licenseId);
            LeakRules rules = license.terms().rules().leaks();
            if (rules == null) {
                return 0;
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Instant since = now.minus(rules.period());
            List<Suspicion> fresh =
                    Suspicions.of(LeakRows.sightings(transaction, licenseId, since, now), rules, countries).stream()
                            .filter(it -> !LeakRows.isKnown(transaction, licenseId, it.reason(), since))
                            .toList();
            fresh.forEach(suspicion -> tell(transaction, watch, license, suspicion, now));
            return fresh.size();
        });
    }

    private void tell(Handle transaction, Actor watch, License license, Suspicion suspicion, Instant now) {
        Leak leak = new Leak(
                ids.next(),
                license.id(),
                license.number(),
                suspicion.reason(),
                suspicion.detail(),
                now,
                LeakState.OPEN,
                null,
                null,
                null);
        LeakRows.insert(transaction, watch.tenant(), leak);
        changes.record(transaction, watch, new Change("license.leak-suspected", RECORD, license.id(), null, leak));
    }
}

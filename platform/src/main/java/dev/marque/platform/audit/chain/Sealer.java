package dev.marque.platform.audit.chain;

import dev.marque.platform.database.Database;
import dev.marque.platform.tenant.TenantId;
import dev.marque.platform.tenant.Tenants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Seals audit rows some time after they were written, so that writers never wait for each other.
 *
 * <p>Rows are committed in another order than that of their ids, and those of a long transaction come late. So the
 * sealer does not go on from the last row that it saw: it looks for rows without a seal, from some time before its last
 * look on. {@link #LOOK_BACK} finds what comes in the usual time, each second; {@link #LONG_LOOK_BACK}, each minute, what
 * comes later. No transaction of Marque lives that long: its statements end after 30 s, and so does one that sits idle.
 * The look-back also takes up how far the clocks of processes differ. A row that is older than it when it comes is not
 * sealed any more, and {@link Verifier} tells of it.
 *
 * <p>May run in several processes and be killed at any point: one at a time seals a tenant, in whole transactions, and a
 * row has one seal at most. Thread-safe.
 */
@Singleton
public class Sealer {

    static final Duration LOOK_BACK = Duration.ofMinutes(1);
    static final Duration LONG_LOOK_BACK = Duration.ofHours(1);
    private static final int BATCH = 2_000;

    /** @param next where the next step goes on; empty if there is none */
    private record Step(int sealed, Optional<UUID> next) {
        static final Step NONE = new Step(0, Optional.empty());
    }

    private final Database database;
    private final Tenants tenants;
    private final InstantSource clock;

    @Inject
    public Sealer(Database database, Tenants tenants, InstantSource clock) {
        this.database = database;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** Seals what was written in all tenants just now. */
    public void sealRecent() {
        sealAll(LOOK_BACK);
    }

    /** Seals what was written in all tenants, also what took long to be committed. */
    public void sealLate() {
        sealAll(LONG_LOOK_BACK);
    }

    private void sealAll(Duration lookBack) {
        EachTenant.run(tenants, tenant -> seal(tenant, lookBack));
    }

    /** Returns how many rows were sealed; 0 also if somebody else is sealing the tenant. */
    int seal(TenantId tenant, Duration lookBack) {
        // Before the first look: what is committed after this moment may have been missed by it.
        Instant now = clock.instant();
        Step step = database.inTenant(
                tenant, transaction -> step(transaction, tenant, now, newest -> firstOpen(newest, lookBack)));
        int sealed = step.sealed();
        while (step.next().isPresent()) {
            UUID after = step.next().get();
            step = database.inTenant(tenant, transaction -> step(transaction, tenant, now, newest -> after));
            sealed += step.sealed();
        }
        return sealed;
    }

    /** The first id that may belong to a row which nobody sealed yet; the smallest of all if nothing is sealed. */
    static UUID firstOpen(Optional<SealRows.Newest> newest, Duration lookBack) {
        return newest.map(seal -> seal.lookedTo().minus(lookBack).toEpochMilli())
                .map(millis -> new UUID(millis << 16, 0))
                .orElse(new UUID(0, 0));
    }

    /** One transaction: seals what has no seal in a stretch of the trail, which goes on after the chain's newest. */
    private static Step step(
            Handle transaction, TenantId tenant, Instant now, Function<Optional<SealRows.Newest>, UUID> from) {
        if (!lock(transaction, tenant)) {
            return Step.NONE;
        }
        Optional<SealRows.Newest> newest = SealRows.newest(transaction);
        Unsealed unsealed = Unsealed.after(transaction, from.apply(newest), BATCH);
        if (!unsealed.ids().isEmpty()) {
            ChainHead head = newest.map(SealRows.Newest::head).orElse(ChainHead.GENESIS);
            List<AuditRow> rows = SealRows.rows(transaction, unsealed.ids());
            SealRows.insert(transaction, tenant, chain(head, rows), lookedTo(unsealed, now));
        }
        return new Step(unsealed.ids().size(), unsealed.next());
    }

    private static List<Seal> chain(ChainHead start, List<AuditRow> rows) {
        List<Seal> seals = new ArrayList<>(rows.size());
        ChainHead head = start;
        for (AuditRow row : rows) {
            Seal seal = head.seal(row.id(), row.hash());
            seals.add(seal);
            head = seal.head();
        }
        return seals;
    }

    /** Whoever stops in the middle has not looked at later rows, however old they are by now. */
    private static Instant lookedTo(Unsealed unsealed, Instant now) {
        return unsealed.next()
                .map(last -> Instant.ofEpochMilli(last.getMostSignificantBits() >>> 16))
                .filter(now::isAfter)
                .orElse(now);
    }

    private static boolean lock(Handle transaction, TenantId tenant) {
        return transaction
                .createQuery("select pg_try_advisory_xact_lock(hashtextextended('marque.audit.' || :tenant, 0))")
                .bind("tenant", tenant.toString())
                .mapTo(Boolean.class)
                .one();
    }
}

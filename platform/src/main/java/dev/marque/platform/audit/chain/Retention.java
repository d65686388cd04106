package dev.marque.platform.audit.chain;

import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.config.ConfigurationProblem;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.settings.PlatformSettings;
import dev.marque.platform.tenant.TenantId;
import dev.marque.platform.tenant.Tenants;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Removes old audit rows in such a way that the rest still verifies: a signed START check-point takes their place. A
 * chain in which anything was found is left as it is, since it is evidence.
 *
 * <p>May be killed at any point and run twice: the check-point comes first, and what is left before it is removed by the
 * next run.
 */
public final class Retention {

    /** The database keeps this much whatever is asked of it; {@code prune_audit_trail} has the same. */
    static final Duration FLOOR = Duration.ofDays(30);

    private static final System.Logger LOG = System.getLogger(Retention.class.getName());
    private static final int SEALS_PER_STEP = 200_000;
    private static final int ROWS_PER_TRANSACTION = 5_000;

    /** What the trail remembers of a removal. */
    private record Removed(long throughSequence, Instant before) {}

    private final Database database;
    private final Tenants tenants;
    private final Checkpoints checkpoints;
    private final Verifier verifier;
    private final ChangeLog changes;
    private final InstantSource clock;
    private final Optional<Duration> kept;

    /**
     * Sets up the retention.
     *
     * @param kept how long rows are kept at most, and of tenants that did not choose; empty for good
     * @throws ConfigurationProblem if that is less than 30 days
     */
    public Retention(
            Database database,
            Tenants tenants,
            Checkpoints checkpoints,
            Verifier verifier,
            ChangeLog changes,
            InstantSource clock,
            Optional<Duration> kept) {
        if (kept.isPresent() && kept.get().compareTo(FLOOR) < 0) {
            throw new ConfigurationProblem("MARQUE_AUDIT_RETENTION must be P30D or more, not " + kept.get());
        }
        this.database = database;
        this.tenants = tenants;
        this.checkpoints = checkpoints;
        this.verifier = verifier;
        this.changes = changes;
        this.clock = clock;
        this.kept = kept;
    }

    /** Removes what is too old in all tenants. */
    public void run() {
        EachTenant.run(tenants, tenant -> keptBy(tenant)
                .ifPresent(time -> prune(tenant, clock.instant().minus(time))));
    }

    /** What the tenant chose, but no more than the operator keeps; without a choice, as the operator has it. */
    private Optional<Duration> keptBy(TenantId tenant) {
        Optional<Duration> chosen = database.inTenant(tenant, PlatformSettings.AUDIT_RETENTION_DAYS::chosen)
                .map(Duration::ofDays);
        return Stream.of(chosen, kept).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    private void prune(TenantId tenant, Instant before) {
        database.inTenant(tenant, transaction -> CheckpointRows.newest(transaction, Checkpoint.Kind.START))
                .ifPresent(start -> removeThrough(tenant, start.sequence()));
        Optional<ChainHead> last = lastBefore(tenant, before);
        if (last.isEmpty() || !isIntact(tenant)) {
            return;
        }
        while (last.isPresent()) {
            startAfter(tenant, last.get(), before);
            removeThrough(tenant, last.get().sequence());
            last = lastBefore(tenant, before);
        }
    }

    private boolean isIntact(TenantId tenant) {
        Verification verification = verifier.verify(tenant, List.of());
        if (!verification.intact()) {
            LOG.log(
                    Level.ERROR,
                    "the audit trail of tenant {0} does not verify ({1} findings): nothing is removed from it",
                    tenant,
                    verification.findingCount());
        }
        return verification.intact();
    }

    /**
     * The last link of which it and everything before it is too old. Never the newest of all: the sealer goes on from
     * it.
     */
    private Optional<ChainHead> lastBefore(TenantId tenant, Instant before) {
        return database.inTenant(tenant, transaction -> transaction
                .createQuery("""
                        with oldest as (
                            select tenant_id, sequence, audit_id from audit_seals order by sequence limit :limit
                        ), kept as (
                            select coalesce(
                                (select o.sequence from oldest o
                                 join audit_logs a on a.tenant_id = o.tenant_id and a.id = o.audit_id
                                 where a.occurred_at >= :before order by o.sequence limit 1),
                                (select max(sequence) from oldest)) as sequence
                        )
                        select sequence, encode(chain_hash, 'hex') as chain_hash from audit_seals
                        where sequence < (select sequence from kept) order by sequence desc limit 1
                        """)
                .bind("limit", SEALS_PER_STEP)
                .bind("before", before)
                .mapTo(ChainHead.class)
                .findOne());
    }

    private void startAfter(TenantId tenant, ChainHead head, Instant before) {
        Checkpoint start = checkpoints.sign(tenant, Checkpoint.Kind.START, head);
        Change removal =
                new Change("audit.pruned", "audit-trail", tenant.value(), null, new Removed(head.sequence(), before));
        database.runInTenant(tenant, transaction -> {
            CheckpointRows.insert(transaction, tenant, start);
            changes.auditOnly(transaction, Actor.system(tenant, "audit retention"), removal);
        });
    }

    private void removeThrough(TenantId tenant, long sequence) {
        int removed;
        do {
            removed = database.inTenant(tenant, transaction -> transaction
                    .createQuery("select prune_audit_trail(:through, :atMost)")
                    .bind("through", sequence)
                    .bind("atMost", ROWS_PER_TRANSACTION)
                    .mapTo(Integer.class)
                    .one());
        } while (removed > 0);
    }
}

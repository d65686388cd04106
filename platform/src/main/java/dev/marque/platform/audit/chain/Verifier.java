package dev.marque.platform.audit.chain;

import dev.marque.platform.audit.chain.Checkpoint.Kind;
import dev.marque.platform.database.Database;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Walks a tenant's whole chain and names what does not fit. Findings are values: only a database out of reach throws.
 *
 * <p>It takes a transaction per batch of rows, holds one batch in memory and locks nothing, so that it may run for as
 * long as the trail is long while others write. Thread-safe.
 */
@Singleton
public class Verifier {

    /** Where a walk begins and ends, read at once. */
    private record Span(Optional<Checkpoint> start, ChainHead head, long to, long lastSigned, UUID firstOpen) {}

    private record Ends(long newestSeal, long newestCheckpoint) {}

    private final Database database;
    private final Checkpoints checkpoints;
    private final InstantSource clock;

    @Inject
    public Verifier(Database database, Checkpoints checkpoints, InstantSource clock) {
        this.database = database;
        this.checkpoints = checkpoints;
        this.clock = clock;
    }

    /**
     * Verifies a tenant's trail.
     *
     * @param kept check-points from elsewhere that the chain has to agree with; those from before its start are passed
     *     over
     */
    public Verification verify(TenantId tenant, List<KeptCheckpoint> kept) {
        Span span = span(tenant);
        Verification result = verify(tenant, span, kept);
        // What the retention removed during the walk would look like a loss: then what is left is walked anew.
        return result.intact() || span(tenant).head().equals(span.head()) ? result : verify(tenant, kept);
    }

    private Verification verify(TenantId tenant, Span span, List<KeptCheckpoint> kept) {
        Findings findings = new Findings();
        new SealedRowsCheck(database, tenant, findings).run(span.head(), span.to(), span.lastSigned());
        long checked = new CheckpointsCheck(database, checkpoints, tenant, findings).run(span.start());
        new KeptCheckpointsCheck(database, tenant, findings).run(kept, span.head(), span.to());
        long unsealed = new UnsealedRowsCheck(database, tenant, findings).run(span.firstOpen());
        return new Verification(
                findings.count() == 0,
                clock.instant(),
                span.head().sequence() + 1,
                span.to(),
                unsealed,
                checked,
                findings.count(),
                findings.first());
    }

    private Span span(TenantId tenant) {
        return database.inTenant(tenant, transaction -> {
            Optional<Checkpoint> start = CheckpointRows.newest(transaction, Kind.START);
            ChainHead head = start.map(Checkpoint::head).orElse(ChainHead.GENESIS);
            Ends ends = ends(transaction);
            return new Span(
                    start,
                    head,
                    Math.max(head.sequence(), ends.newestSeal()),
                    ends.newestCheckpoint(),
                    Sealer.firstOpen(SealRows.newest(transaction), Sealer.LONG_LOOK_BACK));
        });
    }

    /** In one statement, so that no check-point seems to be beyond the end. */
    private static Ends ends(Handle transaction) {
        return transaction.createQuery("""
                        select coalesce((select max(sequence) from audit_seals), 0) as newest_seal,
                               coalesce((select max(sequence) from audit_checkpoints), 0) as newest_checkpoint
                        """).mapTo(Ends.class).one();
    }
}

package dev.marque.platform.audit.chain;

import dev.marque.platform.audit.chain.Finding.Kind;
import dev.marque.platform.database.Database;
import dev.marque.platform.tenant.TenantId;
import java.util.List;

/** Compares the chain with check-points that were kept elsewhere, which nobody at the database could alter. */
record KeptCheckpointsCheck(Database database, TenantId tenant, Findings findings) {

    void run(List<KeptCheckpoint> kept, ChainHead start, long to) {
        for (KeptCheckpoint checkpoint : kept) {
            if (checkpoint.sequence() >= start.sequence() && !agrees(checkpoint, start, to)) {
                findings.tell(Kind.KEPT_CHECKPOINT_MISMATCH, checkpoint.sequence(), null);
            }
        }
    }

    private boolean agrees(KeptCheckpoint checkpoint, ChainHead start, long to) {
        if (checkpoint.sequence() == start.sequence()) {
            return checkpoint.chainHash().equals(start.chainHash());
        }
        return checkpoint.sequence() <= to
                && database
                        .inTenant(
                                tenant,
                                transaction -> SealRows.after(
                                        transaction, checkpoint.sequence() - 1, checkpoint.sequence(), 1))
                        .stream()
                        .anyMatch(seal -> seal.chainHash().equals(checkpoint.chainHash()));
    }
}

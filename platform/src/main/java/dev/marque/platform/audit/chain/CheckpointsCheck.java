package dev.marque.platform.audit.chain;

import dev.marque.platform.audit.chain.Finding.Kind;
import dev.marque.platform.database.Database;
import dev.marque.platform.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks that each check-point is what the tenant signed. That the chain agrees with it is checked by the walk. */
record CheckpointsCheck(Database database, Checkpoints checkpoints, TenantId tenant, Findings findings) {

    private static final int BATCH = 500;

    /**
     * Returns how many were checked. Those from before the start are left over from a removal and count for nothing.
     */
    long run(Optional<Checkpoint> start) {
        long first = start.map(Checkpoint::sequence).orElse(0L);
        long checked = 0;
        @Nullable UUID last = null;
        List<Checkpoint> batch;
        do {
            UUID before = last;
            batch = database.inTenant(tenant, transaction -> CheckpointRows.before(transaction, before, BATCH));
            for (Checkpoint checkpoint : batch) {
                last = checkpoint.id();
                if (checkpoint.sequence() >= first) {
                    check(checkpoint);
                    checked++;
                }
            }
        } while (batch.size() == BATCH);
        return checked;
    }

    private void check(Checkpoint checkpoint) {
        if (!checkpoints.isGenuine(tenant, checkpoint)) {
            findings.tell(Kind.CHECKPOINT_INVALID, checkpoint.sequence(), null);
        }
    }
}

package dev.marque.platform.audit;

import dev.marque.platform.audit.chain.Checkpoints;
import dev.marque.platform.audit.chain.Retention;
import dev.marque.platform.audit.chain.Sealer;
import dev.marque.platform.jobs.RecurringJob;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What keeps the audit trail in order. */
@Singleton
public class AuditJobs {

    private final Sealer sealer;
    private final Checkpoints checkpoints;
    private final Retention retention;

    @Inject
    public AuditJobs(Sealer sealer, Checkpoints checkpoints, Retention retention) {
        this.sealer = sealer;
        this.checkpoints = checkpoints;
        this.retention = retention;
    }

    /** Seals what was just written. */
    public RecurringJob sealing() {
        return new RecurringJob("platform.audit-sealing", Duration.ofSeconds(1), sealer::sealRecent);
    }

    /** Seals what took long to be committed, and signs. */
    public RecurringJob checkpoints() {
        return new RecurringJob("platform.audit-checkpoints", Duration.ofMinutes(1), () -> {
            sealer.sealLate();
            checkpoints.takeDue();
        });
    }

    /** Removes what is too old. */
    public RecurringJob retention() {
        return new RecurringJob("platform.audit-retention", Duration.ofHours(6), retention::run);
    }
}

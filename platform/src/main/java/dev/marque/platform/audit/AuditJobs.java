package dev.marque.platform.audit;

import dev.marque.platform.audit.chain.Checkpoints;
import dev.marque.platform.audit.chain.Retention;
import dev.marque.platform.audit.chain.Sealer;
import dev.marque.platform.jobs.JobSource;
import dev.marque.platform.jobs.RecurringJob;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** What keeps the audit trail in order. */
@Singleton
public class AuditJobs implements JobSource {

    private final Sealer sealer;
    private final Checkpoints checkpoints;
    private final Retention retention;

    @Inject
    public AuditJobs(Sealer sealer, Checkpoints checkpoints, Retention retention) {
        this.sealer = sealer;
        this.checkpoints = checkpoints;
        this.retention = retention;
    }

    @Override
    public List<RecurringJob> recurringJobs() {
        return List.of(
                new RecurringJob("platform.audit-sealing", Duration.ofSeconds(1), sealer::sealRecent),
                new RecurringJob("platform.audit-checkpoints", Duration.ofMinutes(1), this::sealLateAndSign),
                new RecurringJob("platform.audit-retention", Duration.ofHours(6), retention::run));
    }

    private void sealLateAndSign() {
        sealer.sealLate();
        checkpoints.takeDue();
    }
}

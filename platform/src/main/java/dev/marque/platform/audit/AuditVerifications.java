package dev.marque.platform.audit;

import dev.marque.platform.audit.chain.KeptCheckpoint;
import dev.marque.platform.audit.chain.Verification;
import dev.marque.platform.audit.chain.Verifier;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Verifications that people ask for. The trail remembers who did, and what came of it. Thread-safe. */
@Singleton
public class AuditVerifications {

    private record Outcome(boolean intact, long from, long to, long findingCount, int keptCheckpoints) {}

    private final Database database;
    private final Verifier verifier;
    private final ChangeLog changes;

    @Inject
    public AuditVerifications(Database database, Verifier verifier, ChangeLog changes) {
        this.database = database;
        this.verifier = verifier;
        this.changes = changes;
    }

    /** Verifies the trail of the actor's tenant, and records that in it. */
    public Verification verify(Actor actor, List<KeptCheckpoint> kept) {
        Verification result = verifier.verify(actor.tenant(), kept);
        Outcome outcome = new Outcome(result.intact(), result.from(), result.to(), result.findingCount(), kept.size());
        Change verified =
                new Change("audit.verified", "audit-trail", actor.tenant().value(), null, outcome);
        database.runInTenant(actor.tenant(), transaction -> changes.auditOnly(transaction, actor, verified));
        return result;
    }
}

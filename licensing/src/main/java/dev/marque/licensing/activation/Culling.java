package dev.marque.licensing.activation;

import dev.marque.keys.validation.HeartbeatBasis;
import dev.marque.keys.validation.HeartbeatTerms;
import dev.marque.licensing.license.License;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Takes off machines whose silence has cost them their seats. Such a machine has none from that moment on, whether it was
 * taken off yet or not. Thread-safe.
 */
final class Culling {

    private final ChangeLog changes;

    Culling(ChangeLog changes) {
        this.changes = changes;
    }

    /**
     * Takes them off a license, which the caller holds.
     *
     * @return how many there were
     */
    int cull(Handle transaction, TenantId tenant, License license, Instant now) {
        HeartbeatTerms terms = license.terms().heartbeats();
        Instant lostSince = terms.lostSince(now);
        if (lostSince == null) {
            return 0;
        }
        boolean fromCreation = terms.basis() == HeartbeatBasis.FROM_CREATION;
        List<Activation> silent = ActivationRows.endSilent(transaction, license.id(), lostSince, fromCreation, now);
        Actor upkeep = Actor.system(tenant, "activation upkeep");
        for (Activation machine : silent) {
            changes.record(
                    transaction, upkeep, new Change("activation.culled", Seats.RECORD, machine.id(), machine, null));
        }
        return silent.size();
    }
}

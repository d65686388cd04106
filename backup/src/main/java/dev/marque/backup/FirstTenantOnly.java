package dev.marque.backup;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.tenant.Tenants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** A backup holds all tenants; the first one's staff runs the server. */
@Singleton
class FirstTenantOnly {

    private final Tenants tenants;

    @Inject
    FirstTenantOnly(Tenants tenants) {
        this.tenants = tenants;
    }

    /** @throws ProblemException FORBIDDEN for another tenant than the first */
    void require(Actor actor) {
        boolean home = tenants.home()
                .filter(tenant -> tenant.id().equals(actor.tenant()))
                .isPresent();
        if (!home) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "Backups hold the data of all tenants; only the first tenant's staff sees them.");
        }
    }
}

package dev.marque.platform.tenancy;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.tenant.TenantStanding;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Refuses the calls of tenants that are suspended or about to be deleted. Thread-safe. */
@Singleton
public class TenantGate {

    private final Database database;

    @Inject
    public TenantGate(Database database) {
        this.database = database;
    }

    /**
     * Lets the call pass, or not.
     *
     * @param permission what the call needs
     * @throws ProblemException TENANT_SUSPENDED
     */
    public void check(Actor actor, String permission) {
        // By itself it is one round trip; within a write that is sent once, it is a part of that.
        TenantStanding standing = database.isPartOfOne()
                ? database.withoutTenant(handle -> TenantStanding.of(handle, actor.tenant()))
                : database.inOneStatement(handle -> TenantStanding.of(handle, actor.tenant()));
        if (!passes(standing, actor.kind(), permission)) {
            throw TenantStanding.refused();
        }
    }

    /** The rule. */
    public static boolean passes(TenantStanding standing, Actor.Kind kind, String permission) {
        if (standing.deleting()) {
            // What is about to be deleted can still be taken along.
            return permission.equals(TenancyPermissions.TENANT_EXPORT) && !standing.suspended();
        }
        return !standing.suspended() || (kind == Actor.Kind.LICENSE && standing.licensesGoOn());
    }
}

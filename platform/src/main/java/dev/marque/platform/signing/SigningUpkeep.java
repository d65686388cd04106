package dev.marque.platform.signing;

import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.jobs.JobSource;
import dev.marque.platform.jobs.RecurringJob;
import dev.marque.platform.tenant.Tenant;
import dev.marque.platform.tenant.Tenants;
import java.time.Duration;
import java.util.List;

/** Rotates the keys of all tenants by schedule, one transaction for each step. What is interrupted is done by the next run. */
public final class SigningUpkeep implements JobSource {

    private final Database database;
    private final Tenants tenants;
    private final KeyRotation rotation;
    private final RotationSchedule schedule;

    public SigningUpkeep(Database database, Tenants tenants, KeyRotation rotation, RotationSchedule schedule) {
        this.database = database;
        this.tenants = tenants;
        this.rotation = rotation;
        this.schedule = schedule;
    }

    @Override
    public List<RecurringJob> recurringJobs() {
        return List.of(new RecurringJob("platform.signing-key-rotation", Duration.ofHours(1), this::run));
    }

    /** Returns how many steps were taken. */
    public int run() {
        int steps = 0;
        for (Tenant tenant : tenants.all()) {
            Actor actor = Actor.system(tenant.id(), "signing key rotation");
            for (KeyFacts key : database.inTenant(tenant.id(), KeyRows::active)) {
                steps += rotation.step(actor, key.id(), schedule) ? 1 : 0;
            }
        }
        return steps;
    }
}

package dev.marque.app.http;

import dev.marque.platform.database.Database;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether requests can be served: the database answers. Liveness does not ask, since a restart would not mend it. */
@Readiness
@Singleton
public class DatabaseReadiness implements HealthCheck {

    private final Database database;

    @Inject
    public DatabaseReadiness(Database database) {
        this.database = database;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("database").status(database.ready()).build();
    }
}

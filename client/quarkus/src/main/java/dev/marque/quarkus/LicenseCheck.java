package dev.marque.quarkus;

import dev.marque.sdk.LicenseStatus;
import dev.marque.sdk.Marque;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** How the license stands: a program that may not run is not ready. */
@Readiness
@Singleton
public class LicenseCheck implements HealthCheck {

    private final Marque marque;

    @Inject
    public LicenseCheck(Marque marque) {
        this.marque = marque;
    }

    @Override
    public HealthCheckResponse call() {
        LicenseStatus status = marque.status();
        HealthCheckResponseBuilder health = HealthCheckResponse.named("license")
                .status(status.usable())
                .withData("code", status.code())
                .withData("message", status.message())
                .withData("basis", status.basis().name());
        if (status.endsAt() != null) {
            health.withData("endsAt", status.endsAt().toString());
        }
        return health.build();
    }
}

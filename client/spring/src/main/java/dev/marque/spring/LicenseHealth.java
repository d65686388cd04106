package dev.marque.spring;

import dev.marque.sdk.LicenseStatus;
import dev.marque.sdk.Marque;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** How the license stands, for Actuator. */
final class LicenseHealth implements HealthIndicator {

    private final Marque marque;
    private final boolean required;

    LicenseHealth(Marque marque, boolean required) {
        this.marque = marque;
        this.required = required;
    }

    @Override
    public Health health() {
        LicenseStatus status = marque.status();
        Health.Builder health = status.usable() || !required ? Health.up() : Health.down();
        health.withDetail("code", status.code())
                .withDetail("message", status.message())
                .withDetail("basis", status.basis().name());
        if (status.endsAt() != null) {
            health.withDetail("endsAt", status.endsAt().toString());
        }
        return health.build();
    }
}

package dev.marque.app.http;

import dev.marque.platform.audit.chain.SealFigures;
import dev.marque.platform.database.Database;
import dev.marque.platform.database.DatabaseUnavailable;
import dev.marque.platform.tenant.Tenants;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Shows in {@code /metrics} how far sealing of the audit trail is behind. The database is asked every 30 s at most. */
@Singleton
public class AuditMeters {

    private static final Duration FRESH = Duration.ofSeconds(30);

    private final Database database;
    private final Tenants tenants;
    private final InstantSource clock;
    private SealFigures figures = SealFigures.NONE;
    private Instant readAt = Instant.MIN;

    @Inject
    public AuditMeters(Database database, Tenants tenants, InstantSource clock) {
        this.database = database;
        this.tenants = tenants;
        this.clock = clock;
    }

    void register(@Observes StartupEvent event, MeterRegistry meters) {
        Gauge.builder("marque.audit.unsealed", () -> figures().unsealed())
                .description("Audit rows without a seal")
                .register(meters);
        Gauge.builder("marque.audit.unsealed.age.seconds", () -> age(figures().oldest()))
                .description("Age of the oldest audit row without a seal")
                .register(meters);
        Gauge.builder("marque.audit.seal.age.seconds", () -> age(figures().newestSeal()))
                .description("Time since something was sealed")
                .register(meters);
    }

    private double age(@Nullable Instant of) {
        return of == null ? 0 : Duration.between(of, clock.instant()).toMillis() / 1000.0;
    }

    private synchronized SealFigures figures() {
        Instant now = clock.instant();
        if (readAt.plus(FRESH).isBefore(now)) {
            try {
                figures = SealFigures.read(database, tenants, now);
            } catch (DatabaseUnavailable away) {
                // The old figures stay until the next look.
            }
            readAt = now;
        }
        return figures;
    }
}

package dev.marque.app.http;

import dev.marque.platform.config.MarqueConfiguration;
import dev.marque.platform.database.Database;
import dev.marque.platform.limits.Admission;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Shows in {@code /metrics} whether transactions wait for a connection. */
@Singleton
public class PoolMeters {

    void register(
            @Observes StartupEvent event,
            MeterRegistry meters,
            Database database,
            MarqueConfiguration configuration,
            Admission admission) {
        Gauge.builder("marque.database.connections.active", () -> database.poolFigures()
                        .active())
                .description("Transactions that run now")
                .register(meters);
        Gauge.builder(
                        "marque.database.connections.max",
                        () -> configuration.database().poolSize())
                .description("Transactions that may run at once")
                .register(meters);
        Gauge.builder("marque.database.connections.waiting", () -> database.poolFigures()
                        .waiting())
                .description("Calls that wait for a connection")
                .register(meters);
        Gauge.builder("marque.database.connections.waiting.max", admission::mostWaiting)
                .description("Calls that may wait; the next ones are refused")
                .register(meters);
    }
}

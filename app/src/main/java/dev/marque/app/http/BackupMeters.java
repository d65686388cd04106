package dev.marque.app.http;

import dev.marque.backup.RecoveryWindow;
import dev.marque.backup.RecoveryWindows;
import dev.marque.platform.database.DatabaseUnavailable;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Shows in {@code /metrics} how much a lost machine would cost. The database is asked every 15 s at most. */
@Singleton
public class BackupMeters {

    private static final Duration FRESH = Duration.ofSeconds(15);

    private final RecoveryWindows windows;
    private final InstantSource clock;
    private RecoveryWindow seen = RecoveryWindow.NONE;
    private Instant readAt = Instant.MIN;

    @Inject
    public BackupMeters(RecoveryWindows windows, InstantSource clock) {
        this.windows = windows;
        this.clock = clock;
    }

    void register(@Observes StartupEvent event, MeterRegistry meters) {
        Gauge.builder("marque.backup.recovery.lag.seconds", this::lagSeconds)
                .description("Age of the latest moment that can be restored")
                .register(meters);
        Gauge.builder("marque.backup.log.waiting", () -> seen().waiting())
                .description("Segments of the log that wait to be shipped")
                .register(meters);
        Gauge.builder("marque.backup.log.gaps", () -> seen().gaps().size())
                .description("Gaps in the log in the store")
                .register(meters);
    }

    private double lagSeconds() {
        RecoveryWindow window = seen();
        return window.windows().isEmpty()
                ? 0
                : Duration.between(window.windows().getLast().until(), clock.instant())
                                .toMillis()
                        / 1000.0;
    }

    private synchronized RecoveryWindow seen() {
        Instant now = clock.instant();
        if (readAt.plus(FRESH).isBefore(now)) {
            try {
                seen = windows.look();
            } catch (DatabaseUnavailable away) {
                // The old figures stay until the next look.
            }
            readAt = now;
        }
        return seen;
    }
}

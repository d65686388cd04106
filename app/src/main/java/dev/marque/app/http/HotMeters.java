package dev.marque.app.http;

import dev.marque.licensing.hot.HotLicenses;
import dev.marque.licensing.validation.ValidationLog;
import dev.marque.platform.database.ChangeListener;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Shows in {@code /metrics} what is in memory, and whether changes are heard of. */
@Singleton
public class HotMeters {

    private final MeterRegistry meters;

    @Inject
    public HotMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /** From now on. */
    public void show(ChangeListener listener, HotLicenses licenses, ValidationLog log) {
        Gauge.builder("marque.hot.licenses", licenses::count)
                .description("Licenses in memory")
                .register(meters);
        Gauge.builder("marque.hot.bytes", licenses::weight)
                .description("About how much memory they take")
                .register(meters);
        Gauge.builder("marque.hot.listening", () -> listener.hears() ? 1 : 0)
                .description(
                        "Whether changes by other processes are heard of; if not, licenses are read again and again")
                .register(meters);
        Gauge.builder("marque.validation.log.waiting", log::backlog)
                .description("Lines of the log of validations that are not written yet")
                .register(meters);
    }
}

package dev.marque.app.http;

import dev.marque.app.boot.EventBeans.Consumers;
import dev.marque.platform.database.Database;
import dev.marque.platform.database.DatabaseUnavailable;
import dev.marque.platform.outbox.EventConsumer;
import dev.marque.platform.outbox.EventFigures;
import dev.marque.platform.outbox.Relay;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Shows in {@code /metrics} how far consumers of events are behind. The database is asked every 10 s at most. */
@Singleton
public class EventMeters {

    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Database database;
    private final InstantSource clock;
    private Map<String, EventFigures> figures = Map.of();
    private Instant readAt = Instant.MIN;

    @Inject
    public EventMeters(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    void register(@Observes StartupEvent event, MeterRegistry meters, Consumers consumers, Relay relay) {
        for (EventConsumer consumer : consumers.all()) {
            String name = consumer.name();
            gauge(meters, name, "marque.events.pending", "Events that wait for a consumer", EventFigures::pending);
            gauge(meters, name, "marque.events.dead", "Dead letters of a consumer", EventFigures::dead);
            gauge(meters, name, "marque.events.age.seconds", "Age of the oldest event that waits", this::age);
            FunctionCounter.builder(
                            "marque.events.delivered", relay, r -> r.count(name).delivered())
                    .tag("consumer", name)
                    .description("Events that this process handed to a consumer")
                    .register(meters);
            FunctionCounter.builder(
                            "marque.events.failed", relay, r -> r.count(name).failed())
                    .tag("consumer", name)
                    .description("Attempts of this process to hand over an event that failed")
                    .register(meters);
        }
    }

    private void gauge(
            MeterRegistry meters,
            String consumer,
            String name,
            String description,
            ToDoubleFunction<EventFigures> value) {
        Gauge.builder(name, () -> value.applyAsDouble(figures(consumer)))
                .tag("consumer", consumer)
                .description(description)
                .register(meters);
    }

    private double age(EventFigures of) {
        return of.oldest() == null
                ? 0
                : Duration.between(of.oldest(), clock.instant()).toMillis() / 1000.0;
    }

    private synchronized EventFigures figures(String consumer) {
        Instant now = clock.instant();
        if (readAt.plus(FRESH).isBefore(now)) {
            try {
                figures = EventFigures.read(database);
            } catch (DatabaseUnavailable away) {
                // The old figures stay until the next look.
            }
            readAt = now;
        }
        return figures.getOrDefault(consumer, new EventFigures(consumer, 0, null, 0));
    }
}

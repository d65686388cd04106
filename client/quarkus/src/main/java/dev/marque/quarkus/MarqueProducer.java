package dev.marque.quarkus;

import dev.marque.sdk.Marque;
import dev.marque.sdk.MarqueBuilder;
import dev.marque.sdk.MarqueEvent;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/**
 * Makes the license from {@code marque.*} of the configuration: what {@link MarqueBuilder#settings} lists. Its events are CDI
 * events: {@code void on(@Observes MarqueEvent event)}.
 */
@Singleton
public class MarqueProducer {

    private final Config config;
    private final Event<MarqueEvent> events;

    @Inject
    public MarqueProducer(Config config, Event<MarqueEvent> events) {
        this.config = config;
        this.events = events;
    }

    @Produces
    @Singleton
    Marque marque() {
        return Marque.builder()
                .settings(name ->
                        config.getOptionalValue("marque." + name, String.class).orElse(null))
                .listener(events::fire)
                .build();
    }

    void close(@Disposes Marque marque) {
        marque.close();
    }
}

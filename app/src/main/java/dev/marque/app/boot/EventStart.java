package dev.marque.app.boot;

import dev.marque.app.boot.EventBeans.Consumers;
import dev.marque.platform.config.MarqueConfiguration;
import dev.marque.platform.config.Role;
import dev.marque.platform.database.Database;
import dev.marque.platform.outbox.EventConsumers;
import dev.marque.platform.outbox.Relay;
import dev.marque.platform.webhook.WebhookDispatcher;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

/** Starts what tells others of events, after {@link Boot}: then there are a schema and a tenant. */
@Singleton
public class EventStart {

    private static final int AFTER_BOOT = Interceptor.Priority.APPLICATION + 600;

    private final MarqueConfiguration configuration;
    private final Database database;
    private final Consumers consumers;
    private final Relay relay;
    private final WebhookDispatcher webhooks;

    @Inject
    public EventStart(
            MarqueConfiguration configuration,
            Database database,
            Consumers consumers,
            Relay relay,
            WebhookDispatcher webhooks) {
        this.configuration = configuration;
        this.database = database;
        this.consumers = consumers;
        this.relay = relay;
        this.webhooks = webhooks;
    }

    void start(@Observes @Priority(AFTER_BOOT) StartupEvent event) {
        if (configuration.roles().contains(Role.EDGE) && !configuration.roles().contains(Role.WORKER)) {
            // Nobody at the customer listens to events: none is queued for somebody who never comes.
            return;
        }
        // In every process: one that only serves the API writes events too, and they are queued for whom it knows.
        EventConsumers.register(database, consumers.names());
        if (configuration.roles().contains(Role.WORKER)) {
            relay.start();
            webhooks.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        relay.close();
        webhooks.close();
    }
}

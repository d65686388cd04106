package dev.marque.app.boot;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.kernel.id.Ids;
import dev.marque.keygen.machine.MachinesGone;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.config.EventTransport;
import dev.marque.platform.config.MarqueConfiguration;
import dev.marque.platform.database.Database;
import dev.marque.platform.outbox.EventConsumer;
import dev.marque.platform.outbox.OutboxUpkeep;
import dev.marque.platform.outbox.Relay;
import dev.marque.platform.outbox.RelaySettings;
import dev.marque.platform.outbox.kafka.KafkaPublisher;
import dev.marque.platform.secrets.SecretBox;
import dev.marque.platform.tenant.Tenants;
import dev.marque.platform.webhook.WebhookDispatcher;
import dev.marque.platform.webhook.WebhookFanOut;
import dev.marque.platform.webhook.WebhookForm;
import dev.marque.platform.webhook.WebhookForms;
import dev.marque.platform.webhook.WebhookUpkeep;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Who is told of events, and what tells them. */
@Singleton
public class EventBeans {

    /** Everybody who is told, as configured. */
    public record Consumers(List<EventConsumer> all) implements AutoCloseable {

        public Consumers {
            all = List.copyOf(all);
        }

        List<String> names() {
            return all.stream().map(EventConsumer::name).toList();
        }

        @Override
        public void close() {
            for (EventConsumer consumer : all) {
                if (consumer instanceof KafkaPublisher kafka) {
                    kafka.close();
                }
            }
        }
    }

    @Produces
    @Singleton
    Consumers consumers(
            MarqueConfiguration configuration,
            Database database,
            ObjectMapper json,
            Clock clock,
            Ids ids,
            WebhookForms forms,
            MachinesGone machinesGone) {
        List<EventConsumer> consumers = new ArrayList<>();
        consumers.add(new WebhookFanOut(database, json, forms, clock, ids));
        consumers.add(machinesGone);
        if (configuration.events().transport() == EventTransport.KAFKA) {
            consumers.add(new KafkaPublisher(configuration.events().kafka(), json));
        }
        return new Consumers(consumers);
    }

    void close(@Disposes Consumers consumers) {
        consumers.close();
    }

    /** Those that rooms offer. */
    @Produces
    @Singleton
    WebhookForms webhookForms(Instance<WebhookForm> forms) {
        return new WebhookForms(forms.stream().toList());
    }

    @Produces
    @Singleton
    Relay relay(Database database, Clock clock, Ids ids, Consumers consumers) {
        return new Relay(database, clock, ids, RelaySettings.STANDARD, consumers.all());
    }

    @Produces
    @Singleton
    WebhookDispatcher webhooks(
            Database database,
            ChangeLog changes,
            SecretBox secretBox,
            MarqueConfiguration configuration,
            WebhookForms forms,
            SecureRandom random,
            Clock clock,
            Ids ids) {
        return new WebhookDispatcher(database, changes, secretBox, configuration.webhook(), forms, random, clock, ids);
    }

    @Produces
    @Singleton
    OutboxUpkeep outboxUpkeep(Database database, Tenants tenants, Clock clock, MarqueConfiguration configuration) {
        return new OutboxUpkeep(database, tenants, clock, configuration.events().retention());
    }

    @Produces
    @Singleton
    WebhookUpkeep webhookUpkeep(Database database, Tenants tenants, Clock clock, MarqueConfiguration configuration) {
        return new WebhookUpkeep(
                database, tenants, clock, configuration.events().retention());
    }
}

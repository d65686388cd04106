package dev.marque.platform.outbox.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.platform.config.ConfigurationProblem;
import dev.marque.platform.config.EventsConfiguration.KafkaConfiguration;
import dev.marque.platform.outbox.EventConsumer;
import dev.marque.platform.outbox.OutboxEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes events to a Kafka topic, keyed by the record that they are about, so that Kafka keeps their order. An event
 * counts as handed over when all in-sync replicas have it ({@code acks=all}); the next one of its record is sent only
 * then. Thread-safe.
 */
public final class KafkaPublisher implements EventConsumer, AutoCloseable {

    public static final String NAME = "kafka";

    /** Below the 10 s that a consumer has. */
    private static final Duration GIVE_UP = Duration.ofSeconds(8);

    private static final int AT_ONCE = 256;

    private final Producer<String, byte[]> producer;
    private final String topic;
    private final ObjectMapper json;

    /** Does not connect: brokers may be away when Marque starts. */
    public KafkaPublisher(KafkaConfiguration configuration, ObjectMapper json) {
        this.producer = new KafkaProducer<>(settings(configuration), new StringSerializer(), new ByteArraySerializer());
        this.topic = configuration.topic();
        this.json = json;
    }

    private static Map<String, Object> settings(KafkaConfiguration configuration) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                configuration
                        .bootstrapServers()
                        .orElseThrow(() -> new ConfigurationProblem(
                                "MARQUE_EVENTS_TRANSPORT is kafka: set MARQUE_EVENTS_KAFKA_BOOTSTRAP_SERVERS too.")));
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "marque");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) GIVE_UP.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 4_000);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, configuration.securityProtocol());
        configuration.saslMechanism().ifPresent(mechanism -> settings.put(SaslConfigs.SASL_MECHANISM, mechanism));
        configuration.saslJaasConfig().ifPresent(line -> settings.put(SaslConfigs.SASL_JAAS_CONFIG, line));
        return settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Many: each waits for its broker, and what waits together is sent together. */
    @Override
    public int atOnce() {
        return AT_ONCE;
    }

    @Override
    public void handle(OutboxEvent event) throws Exception {
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>(topic, event.aggregateId().toString(), CloudEvent.json(event, json));
        header(message, "content-type", CloudEvent.MEDIA_TYPE);
        header(message, "marque-tenant", event.tenantId().toString());
        header(message, "marque-event-type", event.type());
        header(message, "marque-event-id", event.id().toString());
        try {
            producer.send(message).get(GIVE_UP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static void header(ProducerRecord<String, byte[]> message, String name, String value) {
        message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}

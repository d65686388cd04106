package dev.marque.platform.outbox.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.platform.config.ConfigurationProblem;
import dev.marque.platform.config.EventsConfiguration.KafkaConfiguration;
import dev.marque.platform.observe.TraceContext;
import dev.marque.platform.outbox.ConsumerUnavailable;
import dev.marque.platform.outbox.EventConsumer;
import dev.marque.platform.outbox.OutboxEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
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
        this.producer = producer(configuration);
        this.topic = configuration.topic();
        this.json = json;
    }

    private static Producer<String, byte[]> producer(KafkaConfiguration configuration) {
        try {
            return new KafkaProducer<>(
                    KafkaSettings.of(configuration, GIVE_UP), new StringSerializer(), new ByteArraySerializer());
        } catch (KafkaException unusable) {
            // Without its causes, which may quote the line with the password.
            throw new ConfigurationProblem("Kafka's client cannot work with MARQUE_EVENTS_KAFKA_SECURITY_PROTOCOL, "
                    + "_TRUSTED_CERTIFICATES, _SASL_MECHANISM and _SASL_JAAS_CONFIG as they are: a file that cannot "
                    + "be read, a mechanism that is unknown, or a line that does not look like "
                    + "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"…\" "
                    + "password=\"…\";");
        }
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
        String traceparent = TraceContext.current();
        if (traceparent != null) {
            header(message, TraceContext.TRACEPARENT, traceparent);
        }
        try {
            producer.send(message).get(GIVE_UP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw reason(e.getCause() == null ? e : e.getCause());
        } catch (KafkaException | TimeoutException e) {
            throw reason(e);
        }
    }

    /** Only a message that is too large is the event's own fault; whatever else Kafka says holds for all events. */
    private static Exception reason(Throwable failure) {
        return failure instanceof RecordTooLargeException tooLarge ? tooLarge : new ConsumerUnavailable(failure);
    }

    private static void header(ProducerRecord<String, byte[]> message, String name, String value) {
        message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}

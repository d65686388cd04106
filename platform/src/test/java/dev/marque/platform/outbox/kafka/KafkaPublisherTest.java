package dev.marque.platform.outbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marque.platform.json.Json;
import dev.marque.platform.outbox.Backoff;
import dev.marque.platform.outbox.EventConsumers;
import dev.marque.platform.outbox.EventWorld;
import dev.marque.platform.outbox.Relay;
import dev.marque.platform.outbox.RelaySettings;
import dev.marque.platform.tenant.Tenant;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker: what PostgreSQL has, Kafka gets, in order, whatever the broker does meanwhile. */
class KafkaPublisherTest {

    private static final String TOPIC = "marque.events";
    private static final int RECORDS = 10;
    private static final RelaySettings PATIENT = new RelaySettings(
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            32,
            32,
            Duration.ofMillis(50),
            2,
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), 1_000));

    @TempDir
    Path folder;

    @Test
    void nothingIsLostAndOrderIsKeptWhileTheBrokerIsAway() throws Exception {
        try (Broker broker = new Broker(folder);
                EventWorld world = new EventWorld();
                KafkaPublisher publisher =
                        new KafkaPublisher(KafkaOptions.plain(broker.address(), TOPIC), Json.newMapper());
                Relay relay = new Relay(world.database, world.clock, world.ids, PATIENT, List.of(publisher))) {
            Tenant acme = world.tenant("acme");
            List<UUID> records =
                    IntStream.range(0, RECORDS).mapToObj(i -> world.ids.next()).toList();
            EventConsumers.register(world.database, Set.of(KafkaPublisher.NAME));
            relay.start();
            records.forEach(record -> world.change(acme, record, 0, 20));
            EventWorld.await("the first events", () -> world.pending(KafkaPublisher.NAME) == 0);

            broker.stop();
            records.forEach(record -> world.change(acme, record, 20, 20));
            EventWorld.await("failures", () -> relay.count(KafkaPublisher.NAME).failed() >= RECORDS);
            broker.startAgain();
            EventWorld.await("the rest", () -> {
                world.clock.advance(Duration.ofSeconds(1));
                return world.pending(KafkaPublisher.NAME) == 0;
            });

            List<ConsumerRecord<String, String>> messages = Topic.read(broker, TOPIC);
            assertThat(distinctNumbers(messages)).hasSize(RECORDS);
            assertThat(distinctNumbers(messages).values())
                    .allMatch(IntStream.range(0, 40).boxed().toList()::equals);
            isAsDocumented(messages.getFirst(), acme);
        }
    }

    private static void isAsDocumented(ConsumerRecord<String, String> message, Tenant tenant) throws Exception {
        JsonNode event = Json.newMapper().readTree(message.value());
        assertThat(event.get("specversion").asText()).isEqualTo("1.0");
        assertThat(event.get("source").asText()).isEqualTo("urn:marque:tenant:" + tenant.id());
        assertThat(event.get("type").asText()).isEqualTo("license.updated");
        assertThat(event.get("subject").asText()).isEqualTo("license/" + message.key());
        assertThat(event.at("/data/number").isInt()).isTrue();
        assertThat(header(message, "marque-event-id")).isEqualTo(event.get("id").asText());
        assertThat(header(message, "marque-tenant")).isEqualTo(tenant.id().toString());
        assertThat(header(message, "marque-event-type")).isEqualTo("license.updated");
        assertThat(header(message, "content-type")).startsWith("application/cloudevents+json");
    }

    /** The numbers of each record as they came, a message with an id that was there before left out. */
    private static Map<String, List<Integer>> distinctNumbers(List<ConsumerRecord<String, String>> messages)
            throws Exception {
        Map<String, List<Integer>> numbers = new LinkedHashMap<>();
        Set<String> ids = new HashSet<>();
        for (ConsumerRecord<String, String> message : messages) {
            if (ids.add(header(message, "marque-event-id"))) {
                numbers.computeIfAbsent(message.key(), key -> new ArrayList<>())
                        .add(Json.newMapper()
                                .readTree(message.value())
                                .at("/data/number")
                                .asInt());
            }
        }
        return numbers;
    }

    private static String header(ConsumerRecord<String, String> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}

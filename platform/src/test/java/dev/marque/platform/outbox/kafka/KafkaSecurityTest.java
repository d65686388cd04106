package dev.marque.platform.outbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.platform.config.ConfigurationProblem;
import dev.marque.platform.json.Json;
import dev.marque.platform.outbox.ConsumerUnavailable;
import dev.marque.platform.outbox.EventConsumers;
import dev.marque.platform.outbox.EventWorld;
import dev.marque.platform.outbox.OutboxEvent;
import dev.marque.platform.outbox.Relay;
import dev.marque.platform.tenant.Tenant;
import dev.marque.platform.tenant.TenantId;
import dev.marque.platform.testing.Traced;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker that wants TLS and a sign-in by SCRAM-SHA-512. */
class KafkaSecurityTest {

    private static final String TOPIC = "marque.secured";

    @TempDir
    static Path folder;

    private static BrokerCertificate certificate;
    private static Broker broker;

    @BeforeAll
    static void start() throws Exception {
        certificate = BrokerCertificate.in(folder);
        broker = new Broker(Files.createDirectory(folder.resolve("data")), certificate);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void eventsWaitForTheRightPasswordAndThenArriveWithTheirTrace() throws Exception {
        try (EventWorld world = new EventWorld()) {
            Tenant acme = world.tenant("acme");
            UUID license = world.ids.next();
            EventConsumers.register(world.database, Set.of(KafkaPublisher.NAME));
            Traced.run(() -> world.change(acme, license, 0, 3));

            try (KafkaPublisher wrong = publisher(options("not-the-password"));
                    Relay relay = world.relay(wrong)) {
                relay.start();
                for (int attempt = 1; attempt <= 4; attempt++) {
                    int attempts = attempt;
                    EventWorld.await(
                            "a failure", () -> relay.count(KafkaPublisher.NAME).failed() >= attempts);
                    world.clock.advance(Duration.ofMinutes(10));
                }
            }
            assertThat(world.figures(KafkaPublisher.NAME).pending()).isEqualTo(3);
            assertThat(world.figures(KafkaPublisher.NAME).dead()).isZero();

            try (KafkaPublisher right = publisher(options(Broker.PASSWORD));
                    Relay relay = world.relay(right)) {
                relay.start();
                EventWorld.await("all events", () -> {
                    world.clock.advance(Duration.ofMinutes(10));
                    return world.pending(KafkaPublisher.NAME) == 0;
                });
            }
            List<ConsumerRecord<String, String>> messages = Topic.read(broker, TOPIC);
            assertThat(messages.stream()
                            .map(message -> header(message, "marque-event-id"))
                            .distinct())
                    .as("at least once, with the same id")
                    .hasSize(3);
            assertThat(messages).allSatisfy(message -> {
                assertThat(message.key()).isEqualTo(license.toString());
                assertThat(header(message, "traceparent")).startsWith("00-" + Traced.ID + "-");
            });
        }
    }

    @Test
    void aWrongPasswordIsSaidToBeOne() {
        try (KafkaPublisher publisher = publisher(options("not-the-password"))) {
            assertThatThrownBy(() -> publisher.handle(event()))
                    .isInstanceOf(ConsumerUnavailable.class)
                    .hasMessageContaining("SaslAuthenticationException")
                    .hasMessageNotContaining("not-the-password");
        }
    }

    @Test
    void aBrokerWithACertificateThatNobodyTrustsGetsNoPassword() throws Exception {
        BrokerCertificate another = BrokerCertificate.in(Files.createDirectory(folder.resolve("another")));
        try (KafkaPublisher publisher = publisher(options(Broker.PASSWORD).trusting(another.certificate()))) {
            assertThatThrownBy(() -> publisher.handle(event()))
                    .isInstanceOf(ConsumerUnavailable.class)
                    .hasMessageContaining("SslAuthenticationException");
        }
    }

    @Test
    void settingsThatCannotWorkAreNamedAtTheStart() {
        KafkaOptions fine = options("the-password");
        Optional<String> scram = fine.saslMechanism();
        assertThatThrownBy(() -> publisher(fine.with("TLS", scram, fine.saslJaasConfig())))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("MARQUE_EVENTS_KAFKA_SECURITY_PROTOCOL is TLS");
        assertThatThrownBy(() -> publisher(fine.with("SASL_SSL", Optional.empty(), fine.saslJaasConfig())))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("MARQUE_EVENTS_KAFKA_SASL_MECHANISM");
        assertThatThrownBy(() -> publisher(fine.with("SASL_SSL", scram, Optional.empty())))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("MARQUE_EVENTS_KAFKA_SASL_JAAS_CONFIG");
        assertThatThrownBy(() -> publisher(fine.with("SASL_SSL", scram, Optional.of("user:the-password"))))
                .isInstanceOf(ConfigurationProblem.class)
                .hasNoCause()
                .hasMessageNotContaining("the-password");
        assertThatThrownBy(() -> publisher(fine.trusting(folder.resolve("nothing.pem"))))
                .isInstanceOf(ConfigurationProblem.class);
    }

    private static KafkaOptions options(String password) {
        return KafkaOptions.secured(broker, TOPIC, certificate.certificate(), password);
    }

    private static KafkaPublisher publisher(KafkaOptions options) {
        return new KafkaPublisher(options, Json.newMapper());
    }

    private static OutboxEvent event() {
        return new OutboxEvent(
                UUID.randomUUID(),
                new TenantId(UUID.randomUUID()),
                "license.updated",
                "license",
                UUID.randomUUID(),
                "{}",
                Instant.EPOCH,
                null);
    }

    private static String header(ConsumerRecord<String, String> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}

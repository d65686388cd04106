package dev.marque.platform.outbox.kafka;

import dev.marque.platform.config.ConfigurationProblem;
import dev.marque.platform.config.EventsConfiguration.KafkaConfiguration;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/** The operator's settings as those of Kafka's client. */
final class KafkaSettings {

    private static final String OURS = "MARQUE_EVENTS_KAFKA_";

    private KafkaSettings() {}

    /**
     * What the producer is made with.
     *
     * @param giveUp after which time an event counts as not taken
     * @throws ConfigurationProblem if something is missing or unknown
     */
    static Map<String, Object> of(KafkaConfiguration configuration, Duration giveUp) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                configuration
                        .bootstrapServers()
                        .orElseThrow(() -> new ConfigurationProblem(
                                "MARQUE_EVENTS_TRANSPORT is kafka: set " + OURS + "BOOTSTRAP_SERVERS too.")));
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "marque");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) giveUp.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 4_000);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        secure(configuration, settings);
        return settings;
    }

    private static void secure(KafkaConfiguration configuration, Map<String, Object> settings) {
        SecurityProtocol protocol = protocol(configuration.securityProtocol());
        settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol.name);
        configuration.trustedCertificates().ifPresent(file -> {
            settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
            settings.put(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, file.toString());
        });
        if (protocol == SecurityProtocol.SASL_PLAINTEXT || protocol == SecurityProtocol.SASL_SSL) {
            settings.put(
                    SaslConfigs.SASL_MECHANISM,
                    configuration.saslMechanism().orElseThrow(() -> missing(protocol, "SASL_MECHANISM")));
            settings.put(
                    SaslConfigs.SASL_JAAS_CONFIG,
                    configuration.saslJaasConfig().orElseThrow(() -> missing(protocol, "SASL_JAAS_CONFIG")));
        }
    }

    private static SecurityProtocol protocol(String name) {
        try {
            return SecurityProtocol.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new ConfigurationProblem(
                    OURS + "SECURITY_PROTOCOL is " + name + ": PLAINTEXT, SSL, SASL_PLAINTEXT and SASL_SSL are known.",
                    unknown);
        }
    }

    private static ConfigurationProblem missing(SecurityProtocol protocol, String setting) {
        return new ConfigurationProblem(
                OURS + "SECURITY_PROTOCOL is " + protocol + ": set " + OURS + setting + " too.");
    }
}

package dev.marque.platform.outbox.kafka;

import dev.marque.platform.config.EventsConfiguration.KafkaConfiguration;
import java.nio.file.Path;
import java.util.Optional;

/** What an operator has set. */
record KafkaOptions(
        Optional<String> bootstrapServers,
        String topic,
        String securityProtocol,
        Optional<Path> trustedCertificates,
        Optional<String> saslMechanism,
        Optional<String> saslJaasConfig)
        implements KafkaConfiguration {

    static KafkaOptions plain(String address, String topic) {
        return new KafkaOptions(
                Optional.of(address), topic, "PLAINTEXT", Optional.empty(), Optional.empty(), Optional.empty());
    }

    static KafkaOptions secured(Broker broker, String topic, Path trusted, String password) {
        return new KafkaOptions(
                Optional.of(broker.securedAddress()),
                topic,
                "SASL_SSL",
                Optional.of(trusted),
                Optional.of("SCRAM-SHA-512"),
                Optional.of("org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + Broker.USER
                        + "\" password=\"" + password + "\";"));
    }

    KafkaOptions with(String protocol, Optional<String> mechanism, Optional<String> jaas) {
        return new KafkaOptions(bootstrapServers, topic, protocol, trustedCertificates, mechanism, jaas);
    }

    KafkaOptions trusting(Path file) {
        return new KafkaOptions(
                bootstrapServers, topic, securityProtocol, Optional.of(file), saslMechanism, saslJaasConfig);
    }
}

package dev.marque.platform.config;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where events go, and for how long they are kept. */
public interface EventsConfiguration {

    @Setting("Where events go: `postgres` (webhooks only) or `kafka` (webhooks and a Kafka topic).")
    @WithDefault("postgres")
    EventTransport transport();

    @Setting("For how long events, and the log of webhook deliveries, are kept: at least `P1D`.")
    @WithDefault("P30D")
    Duration retention();

    KafkaConfiguration kafka();

    /** The broker, where the transport is Kafka. */
    interface KafkaConfiguration {

        @Setting(
                value = "Brokers to begin with, as `host:port`, separated by commas.",
                otherwise = "none; required with the transport `kafka`")
        Optional<String> bootstrapServers();

        @Setting("The topic to which events are written. It is not created by Marque.")
        @WithDefault("marque.events")
        String topic();

        @Setting("How brokers are spoken to: `PLAINTEXT`, `SSL`, `SASL_PLAINTEXT` or `SASL_SSL`.")
        @WithDefault("PLAINTEXT")
        String securityProtocol();

        @Setting(
                value = "A PEM file with the certificates that sign those of the brokers.",
                otherwise = "those that Java knows")
        Optional<Path> trustedCertificates();

        @Setting(value = "How to sign in at the brokers, such as `SCRAM-SHA-512`.", otherwise = "no sign-in")
        Optional<String> saslMechanism();

        @Setting(value = "The line of JAAS configuration with user and password for the brokers.", secret = true)
        Optional<String> saslJaasConfig();
    }
}

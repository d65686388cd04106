package dev.marque.platform.outbox.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/** A real Kafka broker in this JVM, which is its own controller. It can be stopped and started again on its data. */
final class Broker implements AutoCloseable {

    /** Who may sign in where the listener is secured. */
    static final String USER = "marque";

    static final String PASSWORD = "of-the-broker";

    private final Map<String, String> settings = new HashMap<>();
    private final int port = freePort();
    private final int securedPort = freePort();
    private KafkaRaftServer server;

    Broker(Path folder) throws Exception {
        this(folder, null);
    }

    /** @param certificate if there is one, the broker also listens with TLS, for those who sign in */
    Broker(Path folder, @Nullable BrokerCertificate certificate) throws Exception {
        int controllerPort = freePort();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("log.dirs", folder.toString());
        settings.put("num.partitions", "3");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        if (certificate != null) {
            secure(certificate);
        }
        format(folder);
        server = started();
    }

    private void secure(BrokerCertificate certificate) {
        String secured = "SASL_SSL://127.0.0.1:" + securedPort;
        settings.merge("listeners", secured, (others, one) -> others + "," + one);
        settings.merge("advertised.listeners", secured, (others, one) -> others + "," + one);
        settings.merge("listener.security.protocol.map", "SASL_SSL:SASL_SSL", (others, one) -> others + "," + one);
        settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        settings.put(
                "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.put("ssl.keystore.location", certificate.keyStore().toString());
        settings.put("ssl.keystore.type", "PKCS12");
        settings.put("ssl.keystore.password", BrokerCertificate.PASSWORD);
    }

    private static void format(Path folder) throws Exception {
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setClusterId("4L6g3nShT-eMCtK--X86sw")
                    .setNodeId(1)
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(folder.toString())
                    .addDirectory(folder.toString())
                    .setPrintStream(silent)
                    .setScramArguments(List.of("SCRAM-SHA-512=[name=" + USER + ",password=" + PASSWORD + "]"))
                    .run();
        }
    }

    private KafkaRaftServer started() {
        KafkaRaftServer fresh = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
        fresh.startup();
        return fresh;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    /** Where it listens with TLS. */
    String securedAddress() {
        return "127.0.0.1:" + securedPort;
    }

    void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    void startAgain() {
        server = started();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}

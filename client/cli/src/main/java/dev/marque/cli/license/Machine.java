package dev.marque.cli.license;

import dev.marque.cli.command.Invocation;
import dev.marque.cli.run.Host;
import dev.marque.keys.fingerprint.ComponentHash;
import dev.marque.keys.fingerprint.Fingerprint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What this machine looks like, hashed with the vendor's salt. A program that is protected has the fingerprint of its own
 * library; this one is for trying things out and for machines that are activated by hand.
 */
public record Machine(Fingerprint fingerprint) {

    private static final String DEFAULT_SALT = "marque";

    public static Machine of(Invocation invocation) throws IOException {
        Host host = invocation.host();
        String salt = invocation
                .text("--salt")
                .or(() -> host.variable("MARQUE_FINGERPRINT_SALT"))
                .orElse(DEFAULT_SALT);
        return of(Path.of("/"), hostName(host), salt);
    }

    /** @param root where the system's files are, which is / but in tests */
    static Machine of(Path root, String hostName, String salt) throws IOException {
        Map<String, String> raw = new LinkedHashMap<>();
        raw.put("hostname", hostName);
        macAddress().ifPresent(mac -> raw.put("mac", mac));
        text(root.resolve("etc/machine-id")).ifPresent(id -> raw.put("machine-id", id));
        text(root.resolve("sys/class/dmi/id/product_uuid")).ifPresent(id -> raw.put("system-uuid", id));
        text(root.resolve("sys/class/dmi/id/board_serial")).ifPresent(id -> raw.put("board", id));
        Map<String, String> components = new TreeMap<>();
        raw.forEach((name, value) -> components.put(name, ComponentHash.sha256(salt, value)));
        // The value is what offline use is bound to: of all components the one that changes least.
        String value = components.getOrDefault("machine-id", components.getOrDefault("hostname", ""));
        return new Machine(Fingerprint.of(value, components));
    }

    /** As the API takes it. */
    public Map<String, @Nullable Object> input() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("value", fingerprint.value());
        fields.put("components", fingerprint.components());
        return fields;
    }

    private static String hostName(Host host) {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return host.variable("HOSTNAME").orElse("localhost");
        }
    }

    /** Of the first real card by name: the order in which the system lists them changes. */
    private static Optional<String> macAddress() throws SocketException {
        Map<String, String> addresses = new TreeMap<>();
        for (NetworkInterface card : NetworkInterface.networkInterfaces().toList()) {
            byte[] address = card.getHardwareAddress();
            if (address != null && !card.isVirtual() && !card.isLoopback()) {
                addresses.put(card.getName(), HexFormat.of().formatHex(address));
            }
        }
        return addresses.values().stream().findFirst();
    }

    /** Some can be read by root only. */
    private static Optional<String> text(Path file) throws IOException {
        return Files.isReadable(file)
                ? Optional.of(Files.readString(file).strip()).filter(id -> !id.isEmpty())
                : Optional.empty();
    }
}

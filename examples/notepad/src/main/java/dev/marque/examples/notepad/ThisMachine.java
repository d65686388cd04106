package dev.marque.examples.notepad;

import dev.marque.keys.fingerprint.ComponentHash;
import dev.marque.keys.fingerprint.Fingerprint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What this machine looks like. Everything is hashed here: the vendor can compare, not read. */
final class ThisMachine {

    /** Another one for each vendor, so that nobody can follow a machine from one vendor to the next. */
    private static final String SALT = "notepad.example";

    private ThisMachine() {}

    /** The machine, or what the tests say that it is. */
    static Fingerprint fingerprint(@Nullable String instead) throws IOException {
        if (instead != null) {
            return Fingerprint.of(hash(instead));
        }
        Map<String, String> components = new TreeMap<>();
        components.put("hostname", hash(InetAddress.getLocalHost().getHostName()));
        macAddress().ifPresent(mac -> components.put("mac", hash(mac)));
        machineId().ifPresent(id -> components.put("machine-id", hash(id)));
        // The value is what offline use is bound to: of all components the one that changes least.
        String value = components.getOrDefault("machine-id", components.getOrDefault("hostname", ""));
        return Fingerprint.of(value, components);
    }

    private static String hash(String raw) {
        return ComponentHash.sha256(SALT, raw);
    }

    /** Of the first card by name: the order in which the system lists them changes. */
    private static Optional<String> macAddress() throws IOException {
        Map<String, byte[]> addresses = new TreeMap<>();
        for (NetworkInterface card : NetworkInterface.networkInterfaces().toList()) {
            byte[] address = card.getHardwareAddress();
            if (address != null && !card.isVirtual()) {
                addresses.put(card.getName(), address);
            }
        }
        return addresses.values().stream().findFirst().map(HexFormat.of()::formatHex);
    }

    /** Linux has one; elsewhere the other components have to do. */
    private static Optional<String> machineId() throws IOException {
        Path file = Path.of("/etc/machine-id");
        return Files.isReadable(file)
                ? Optional.of(Files.readString(file).strip()).filter(id -> !id.isEmpty())
                : Optional.empty();
    }
}

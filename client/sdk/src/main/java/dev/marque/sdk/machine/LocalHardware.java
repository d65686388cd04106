package dev.marque.sdk.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the JDK and the files of Linux tell without rights of an administrator. Elsewhere that is the network card and the
 * host's name: bring another {@link HardwareFacts} for more.
 */
public final class LocalHardware implements HardwareFacts {

    private static final String DMI = "sys/class/dmi/id/";

    private final SystemFiles files;
    private final Supplier<Optional<String>> networkCard;
    private final Supplier<Optional<String>> hostName;

    /** Of this machine. */
    public LocalHardware() {
        this(Path.of("/"), NetworkCards::address, LocalHardware::hostName);
    }

    LocalHardware(Path root, Supplier<Optional<String>> networkCard, Supplier<Optional<String>> hostName) {
        this.files = new SystemFiles(root);
        this.networkCard = networkCard;
        this.hostName = hostName;
    }

    @Override
    public Map<String, String> read() {
        Map<String, String> facts = new TreeMap<>();
        put(facts, MAC, networkCard.get());
        put(facts, HOST, hostName.get());
        put(facts, MACHINE_ID, files.text("etc/machine-id").or(() -> files.text("var/lib/dbus/machine-id")));
        put(facts, SYSTEM_UUID, files.text(DMI + "product_uuid"));
        put(facts, BOARD, files.text(DMI + "board_serial"));
        put(facts, CPU, files.text("proc/cpuinfo").flatMap(LocalHardware::processor));
        put(facts, DISK, disk());
        put(facts, CLOUD_INSTANCE, new CloudInstance(files).id());
        return facts;
    }

    private static void put(Map<String, String> facts, String name, Optional<String> value) {
        value.ifPresent(found -> facts.put(name, found));
    }

    /** Model and stepping on x86, the serial number on some boards of ARM: alike in machines of one kind. */
    static Optional<String> processor(String cpuinfo) {
        Map<String, String> lines = new TreeMap<>();
        cpuinfo.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                lines.putIfAbsent(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        });
        StringBuilder told = new StringBuilder();
        for (String name : new String[] {"vendor_id", "cpu family", "model", "model name", "stepping", "Serial"}) {
            told.append(lines.getOrDefault(name, "")).append('/');
        }
        return told.toString().matches("/+") ? Optional.empty() : Optional.of(told.toString());
    }

    /** Of the first disk by name that has a number. */
    private Optional<String> disk() {
        Path disks = files.root().resolve("sys/block");
        if (!Files.isDirectory(disks)) {
            return Optional.empty();
        }
        try (Stream<Path> listed = Files.list(disks)) {
            return listed.map(disk -> disk.getFileName().toString())
                    .filter(name -> !name.matches("(loop|ram|zram|dm-|md|sr|nbd).*"))
                    .sorted()
                    .flatMap(name -> number(name).stream())
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private Optional<String> number(String disk) {
        String folder = "sys/block/" + disk + "/";
        return files.text(folder + "device/serial")
                .or(() -> files.text(folder + "serial"))
                .or(() -> files.text(folder + "device/wwid"))
                .or(() -> files.text(folder + "wwid"));
    }

    private static Optional<String> hostName() {
        try {
            return SystemFiles.telling(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}

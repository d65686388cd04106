package dev.marque.sdk.machine;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import oshi.SystemInfo;
import oshi.hardware.ComputerSystem;
import oshi.hardware.HWDiskStore;
import oshi.hardware.HardwareAbstractionLayer;

/**
 * What OSHI tells, also on Windows and macOS, added to what {@link LocalHardware} reads itself. For programs that have
 * {@code com.github.oshi:oshi-core} 6 among their libraries: this one does not bring it.
 */
public final class OshiHardware implements HardwareFacts {

    private final HardwareFacts local;

    public OshiHardware() {
        this(new LocalHardware());
    }

    OshiHardware(HardwareFacts local) {
        this.local = local;
    }

    @Override
    public Map<String, String> read() {
        HardwareAbstractionLayer hardware = new SystemInfo().getHardware();
        ComputerSystem computer = hardware.getComputerSystem();
        Map<String, String> facts = new TreeMap<>();
        put(facts, SYSTEM_UUID, computer.getHardwareUUID());
        put(facts, BOARD, computer.getBaseboard().getSerialNumber());
        put(facts, CPU, hardware.getProcessor().getProcessorIdentifier().getProcessorID());
        serial(hardware.getDiskStores()).ifPresent(serial -> facts.put(DISK, serial));
        // What the files say stays: a program that begins to use OSHI is on the same machine.
        facts.putAll(local.read());
        return facts;
    }

    /** Of the first disk by name that has one. */
    private static Optional<String> serial(List<HWDiskStore> disks) {
        return disks.stream()
                .sorted(Comparator.comparing(HWDiskStore::getName))
                .flatMap(disk -> SystemFiles.telling(disk.getSerial()).stream())
                .findFirst();
    }

    private static void put(Map<String, String> facts, String name, String value) {
        SystemFiles.telling(value).ifPresent(told -> facts.put(name, told));
    }
}

package dev.marque.sdk.testing;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.sdk.Marque;
import dev.marque.sdk.MarqueBuilder;
import dev.marque.sdk.MarqueEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A program that is protected, on a machine of its own: each start is another process, as far as it can tell. */
public final class Program {

    public final Queue<MarqueEvent> events = new ConcurrentLinkedQueue<>();
    private final Vendor vendor;
    private final Path folder;
    private final Hands clock;
    private final Fingerprint machine;

    public Program(Vendor vendor, Path folder) {
        this(vendor, folder, machine("board-1", "disk-1"));
    }

    public Program(Vendor vendor, Path folder, Fingerprint machine) {
        this(vendor, folder, machine, vendor.time);
    }

    public Program(Vendor vendor, Path folder, Fingerprint machine, Hands clock) {
        this.vendor = vendor;
        this.folder = folder;
        this.machine = machine;
        this.clock = clock;
    }

    /** The value follows the board. */
    public static Fingerprint machine(String board, String disk) {
        return Fingerprint.of(board, Map.of("board", board, "disk", disk));
    }

    /** The program's clock, where it is not the vendor's. */
    public Hands clock() {
        return clock;
    }

    public Path folder() {
        return folder;
    }

    /** Asks when a test says so. */
    public MarqueBuilder builder() {
        return inBackground().withoutBackground();
    }

    /** Asks by itself, as programs do. */
    public MarqueBuilder inBackground() {
        return Marque.builder()
                .server(vendor.address())
                .licenseKey(VendorLicense.KEY)
                .product("ENT")
                .version("2.1.0")
                .publicKeys(vendor.jwks())
                .salt("vendor.example")
                .folder(folder)
                .fingerprint(machine)
                .clock(clock)
                .patience(Duration.ofSeconds(2))
                .listener(events::add);
    }

    public Marque start() {
        return builder().build();
    }

    /** What was told since this was last asked. */
    public List<MarqueEvent> told() {
        List<MarqueEvent> told = List.copyOf(events);
        events.clear();
        return told;
    }
}

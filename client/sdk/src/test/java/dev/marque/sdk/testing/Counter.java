package dev.marque.sdk.testing;

import dev.marque.sdk.Marque;
import java.nio.file.Path;
import java.time.Instant;

/** A process of its own that counts and tells, over and over. Arguments: server, key set, folder, time. */
public final class Counter {

    public static final int ROUNDS = 15;
    public static final int EACH = 7;

    private Counter() {}

    public static void main(String... arguments) throws InterruptedException {
        try (Marque marque = Marque.builder()
                .server(arguments[0])
                .licenseKey(VendorLicense.KEY)
                .product("ENT")
                .version("2.1.0")
                .publicKeys(arguments[1])
                .salt("vendor.example")
                .folder(Path.of(arguments[2]))
                .fingerprint(Program.machine("board-1", "disk-1"))
                .clock(new Hands(Instant.parse(arguments[3])))
                .withoutBackground()
                .build()) {
            for (int i = 0; i < ROUNDS; i++) {
                marque.count("calls", EACH);
                marque.checkNow();
                marque.requireValid();
            }
        }
    }
}

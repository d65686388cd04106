package dev.marque.sdk.testing;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** What most tests begin with: a vendor's server, the time that it is, and a folder for what programs remember. */
public abstract class BesideVendor {

    protected static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    protected Path folder;

    protected final Vendor vendor;

    protected BesideVendor() {
        this(new Vendor(new Hands(START)));
    }

    protected BesideVendor(Vendor vendor) {
        this.vendor = vendor;
    }

    @AfterEach
    void closeVendor() {
        vendor.close();
    }

    protected final Program program() {
        return new Program(vendor, folder);
    }
}

package dev.marque.sdk.run;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.offline.OfflineTerms;
import dev.marque.sdk.MarqueListener;
import dev.marque.sdk.SeatOptions;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the builder was told; see there.
 *
 * @param server null for programs that never ask one
 * @param licenseKey empty if there is none
 * @param files license or machine files, in the order in which they are tried
 * @param revocationLists lists that the program brings along
 * @param terms until the vendor says others
 * @param background whether the server is asked by itself
 */
public record Settings(
        @Nullable URI server,
        String licenseKey,
        String product,
        @Nullable String productId,
        String version,
        String salt,
        Path folder,
        Fingerprint fingerprint,
        Trust trust,
        List<String> files,
        List<String> revocationLists,
        OfflineTerms terms,
        SeatOptions seat,
        @Nullable String user,
        @Nullable String machineName,
        Duration patience,
        Duration warnBefore,
        List<MarqueListener> listeners,
        boolean background,
        InstantSource clock,
        SecureRandom random) {

    public Settings {
        files = List.copyOf(files);
        revocationLists = List.copyOf(revocationLists);
        listeners = List.copyOf(listeners);
    }

    /** Without the license key. */
    @Override
    public String toString() {
        return "Settings[" + product + " " + version + ", " + server + ", " + folder + "]";
    }
}

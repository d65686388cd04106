package dev.marque.sdk.run;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.offline.OfflineTerms;
import dev.marque.sdk.MarqueListener;
import dev.marque.sdk.SeatOptions;
import dev.marque.sdk.http.TrustedKeys;
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
 * @param followRotation whether keys that the server publishes over a connection that proves who answers are taken up
 * @param trustFirst whether the first key set that a server answers is taken up, however it comes
 * @param files license or machine files, in the order in which they are tried
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
        TrustedKeys pinned,
        boolean followRotation,
        boolean trustFirst,
        List<String> files,
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
        listeners = List.copyOf(listeners);
    }

    /** Without the license key. */
    @Override
    public String toString() {
        return "Settings[" + product + " " + version + ", " + server + ", " + folder + "]";
    }
}

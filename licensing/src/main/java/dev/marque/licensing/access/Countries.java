package dev.marque.licensing.access;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Tells in which country an address is. Thread-safe. */
@FunctionalInterface
public interface Countries {

    /** Knows nothing. */
    Countries UNKNOWN = address -> null;

    /**
     * Two letters (ISO 3166-1), {@link dev.marque.keys.validation.Place#NO_COUNTRY} for an address in none, or null if
     * nothing is known about countries.
     */
    @Nullable String of(InetAddress address);

    /** Where an address is, about; null if that is not known. */
    default @Nullable Coordinates locate(InetAddress address) {
        return null;
    }

    /** Whether that can be told now without reading a file. */
    default boolean areAtHand() {
        return true;
    }

    /** Whether anything is known about countries. */
    default boolean areKnown() {
        return of(InetAddress.getLoopbackAddress()) != null;
    }
}

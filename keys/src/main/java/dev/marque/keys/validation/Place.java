package dev.marque.keys.validation;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from.
 *
 * @param country two letters (ISO 3166-1); {@link #NO_COUNTRY} for an address that is in none, such as a private one;
 *     null if nothing is known about countries
 */
public record Place(InetAddress address, @Nullable String country) {

    /** Kept free by ISO 3166-1 for users; the usual code for an unknown country. */
    public static final String NO_COUNTRY = "ZZ";
}

package dev.marque.licensing.leak;

import java.net.InetAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody used a license key.
 *
 * @param machine the value of its fingerprint; null for a program that did not say
 */
public record Sighting(
        Instant at, InetAddress address, @Nullable String machine) {}

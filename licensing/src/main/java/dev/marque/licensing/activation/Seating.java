package dev.marque.licensing.activation;

import dev.marque.keys.validation.Outcome;
import dev.marque.licensing.license.License;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of a machine asking for, or about, a seat.
 *
 * @param outcome whether it has one, or why not
 * @param activation its seat; null when refused
 */
public record Seating(
        Outcome outcome, License license, @Nullable Activation activation, Instant at) {}

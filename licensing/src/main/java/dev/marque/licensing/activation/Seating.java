package dev.marque.licensing.activation;

import dev.marque.keys.validation.Outcome;
import dev.marque.licensing.license.License;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What came of a machine asking for, or about, a seat.
 *
 * @param outcome whether it has one, or why not
 * @param activation its seat; null when refused
 * @param changed the names of those components that differ from what is known of the machine
 */
public record Seating(
        Outcome outcome, License license, @Nullable Activation activation, SortedSet<String> changed, Instant at) {

    /** With nothing changed. */
    public Seating(Outcome outcome, License license, @Nullable Activation activation, Instant at) {
        this(outcome, license, activation, Collections.emptySortedSet(), at);
    }
}

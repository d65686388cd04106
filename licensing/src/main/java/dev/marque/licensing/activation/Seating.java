package dev.marque.licensing.activation;

import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.Outcome;
import dev.marque.keys.validation.Outcome.Accepted;
import dev.marque.keys.validation.Outcome.Refused;
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

    /** To one who asks about a machine that has no seat. */
    static Seating notActivated(License license, Instant at) {
        String detail = "The license is not activated on this machine, or no longer.";
        return new Seating(new Refused(Code.NOT_ACTIVATED, detail), license, null, at);
    }

    /** To a machine that gave up its seat. */
    static Seating left(License license, Activation activation, Instant at) {
        Accepted done = new Accepted(Code.VALID, "The machine is deactivated.", activation.id());
        return new Seating(done, license, activation, at);
    }
}

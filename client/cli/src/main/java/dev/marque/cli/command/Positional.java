package dev.marque.cli.command;

import java.util.List;

/**
 * A word of the command line that is no option.
 *
 * @param values the only ones that make sense; empty if any does
 */
public record Positional(String label, String description, Count count, List<String> values) {

    /** How often it is there. */
    public enum Count {
        ONE,
        MAYBE
    }

    public Positional {
        values = List.copyOf(values);
    }

    public static Positional of(String label, String description) {
        return new Positional(label, description, Count.ONE, List.of());
    }

    public static Positional maybe(String label, String description) {
        return new Positional(label, description, Count.MAYBE, List.of());
    }

    /** The same, with these values only. */
    public Positional among(String... only) {
        return new Positional(label, description, count, List.of(only));
    }
}

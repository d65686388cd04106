package dev.marque.cli.command;

import java.util.List;

/**
 * An option of a command.
 *
 * @param names with their dashes, the long one first
 * @param label what its value is called in help; empty for a switch
 * @param values the only ones that make sense; empty if any does
 */
public record Option(List<String> names, Shape shape, String label, String description, List<String> values) {

    /** What follows the name. */
    public enum Shape {
        /** Nothing. */
        SWITCH,
        /** Nothing, or true or false. */
        FLAG,
        ONE,
        /** A value, or nothing for one that is asked for. */
        MAYBE,
        MANY,
        PAIRS
    }

    public Option {
        names = List.copyOf(names);
        values = List.copyOf(values);
    }

    public static Option on(String name, String description) {
        return new Option(List.of(name), Shape.SWITCH, "", description, List.of());
    }

    public static Option of(String name, String label, String description) {
        return new Option(List.of(name), Shape.ONE, label, description, List.of());
    }

    public static Option maybe(String name, String label, String description) {
        return new Option(List.of(name), Shape.MAYBE, label, description, List.of());
    }

    public static Option many(String name, String label, String description) {
        return new Option(List.of(name), Shape.MANY, label, description, List.of());
    }

    /** The same, with a short name besides. */
    public Option alias(String shortName) {
        return new Option(List.of(names.get(0), shortName), shape, label, description, values);
    }

    /** The same, with these values only. */
    public Option among(List<String> only) {
        return new Option(names, shape, label, description, only);
    }

    /** The long name. */
    public String name() {
        return names.get(0);
    }
}

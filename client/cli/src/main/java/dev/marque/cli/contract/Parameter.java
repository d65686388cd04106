package dev.marque.cli.contract;

import java.util.List;
import java.util.Locale;

/**
 * A field of a body or a parameter of a query.
 *
 * @param name as in the API: {@code maxActivations}
 * @param values the only ones there are; empty if others are possible
 */
public record Parameter(String name, Kind kind, boolean required, String description, List<String> values) {

    public Parameter {
        values = List.copyOf(values);
    }

    /** {@code --max-activations}. */
    public String option() {
        return "--" + dashed(name);
    }

    /** {@code maxActivations} as {@code max-activations}. */
    public static String dashed(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}

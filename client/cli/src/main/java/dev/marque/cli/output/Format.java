package dev.marque.cli.output;

import dev.marque.cli.run.Failure;
import java.util.Locale;

/** In which form answers are printed. */
public enum Format {
    TABLE,
    JSON,
    YAML,
    CSV;

    public static Format of(String text) {
        for (Format format : values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(text)) {
                return format;
            }
        }
        throw Failure.usage("--output is table, json, yaml or csv, not " + text + ".");
    }
}

package dev.marque.cli.output;

import dev.marque.keys.json.Json;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * YAML 1.2 in block style. Texts stand without quotes only where no reader of YAML 1.1 or 1.2 could take them for
 * anything else; else in double quotes, as JSON has them, which every reader of YAML takes.
 */
final class Yaml {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./ @+-]*");
    private static final Pattern WORD_WITH_MEANING =
            Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null|nan|inf|\\.nan|\\.inf");

    private Yaml() {}

    static String of(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value, 0);
        return out.toString();
    }

    /** Writes what follows a key's colon or a dash, line ends included. */
    private static void write(StringBuilder out, @Nullable Object value, int depth) {
        switch (value) {
            case Map<?, ?> map
            when !map.isEmpty() -> {
                boolean first = true;
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    out.append(first ? "" : "  ".repeat(depth))
                            .append(scalar(entry.getKey()))
                            .append(":");
                    follow(out, entry.getValue(), depth);
                    first = false;
                }
            }
            case Collection<?> list
            when !list.isEmpty() -> {
                boolean first = true;
                for (Object item : list) {
                    out.append(first ? "" : "  ".repeat(depth)).append("- ");
                    write(out, item, depth + 1);
                    first = false;
                }
            }
            case null, default -> out.append(scalar(value)).append('\n');
        }
    }

    private static void follow(StringBuilder out, @Nullable Object value, int depth) {
        boolean block = value instanceof Map<?, ?> map && !map.isEmpty()
                || value instanceof Collection<?> list && !list.isEmpty();
        if (block) {
            out.append('\n').append("  ".repeat(depth + 1));
            write(out, value, depth + 1);
        } else {
            out.append(' ').append(scalar(value)).append('\n');
        }
    }

    private static String scalar(@Nullable Object value) {
        return value instanceof String text
                        && PLAIN.matcher(text).matches()
                        && !text.endsWith(" ")
                        && !WORD_WITH_MEANING.matcher(text).matches()
                ? text
                : Json.write(value);
    }
}

package dev.marque.cli.output;

import dev.marque.keys.json.Json;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as text. */
final class Cells {

    private static final Pattern INSTANT =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d:\\d\\d:\\d\\d)(?:\\.\\d+)?Z");

    private Cells() {}

    /** The value at {@code a.b} of a record; null where there is none. */
    static @Nullable Object at(Map<?, ?> row, String column) {
        Object value = row.get(column);
        int dot = column.indexOf('.');
        return value == null && dot > 0 && row.get(column.substring(0, dot)) instanceof Map<?, ?> inner
                ? at(inner, column.substring(dot + 1))
                : value;
    }

    /** For programs: exactly what it is; nothing for null, JSON for what is no plain value. */
    static String exact(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Map<?, ?> map -> Json.write(map);
            case Collection<?> list -> Json.write(list);
            default -> value.toString();
        };
    }

    /** For people: in one line, without what a terminal would take for a command. */
    static String readable(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Boolean flag -> flag ? "yes" : "no";
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + readable(entry.getValue()))
                        .collect(Collectors.joining(" "));
            case Collection<?> list -> list.stream().map(Cells::readable).collect(Collectors.joining(", "));
            case String text -> harmless(INSTANT.matcher(text).replaceFirst("$1 $2Z"));
            default -> value.toString();
        };
    }

    /** Control characters and what turns the direction of writing would let a name rewrite the screen. */
    static String harmless(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            int type = Character.getType(c);
            boolean bad = type == Character.CONTROL || type == Character.FORMAT || type == Character.LINE_SEPARATOR;
            safe.appendCodePoint(bad ? ' ' : c);
        });
        return safe.toString();
    }
}

package dev.marque.cli.output;

import dev.marque.keys.json.Json;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON in lines, two blanks a level. */
final class PrettyJson {

    private PrettyJson() {}

    static String of(@Nullable Object value) {
        return of(value, 0);
    }

    /** @param depth how far the lines after the first are moved to the right */
    static String of(@Nullable Object value, int depth) {
        StringBuilder out = new StringBuilder();
        write(out, value, depth);
        return out.toString();
    }

    private static void write(StringBuilder out, @Nullable Object value, int depth) {
        switch (value) {
            case Map<?, ?> map
            when !map.isEmpty() -> {
                out.append("{");
                for (Iterator<? extends Map.Entry<?, ?>> i = map.entrySet().iterator(); i.hasNext(); ) {
                    Map.Entry<?, ?> entry = i.next();
                    newLine(out, depth + 1).append(Json.write(entry.getKey())).append(": ");
                    write(out, entry.getValue(), depth + 1);
                    out.append(i.hasNext() ? "," : "");
                }
                newLine(out, depth).append("}");
            }
            case Collection<?> list
            when !list.isEmpty() -> {
                out.append("[");
                for (Iterator<?> i = list.iterator(); i.hasNext(); ) {
                    newLine(out, depth + 1);
                    write(out, i.next(), depth + 1);
                    out.append(i.hasNext() ? "," : "");
                }
                newLine(out, depth).append("]");
            }
            case null, default -> out.append(Json.write(value));
        }
    }

    private static StringBuilder newLine(StringBuilder out, int depth) {
        return out.append('\n').append("  ".repeat(depth));
    }
}

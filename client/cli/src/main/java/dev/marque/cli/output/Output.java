package dev.marque.cli.output;

import dev.marque.cli.command.Globals;
import dev.marque.cli.command.Invocation;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prints what a command came to: answers to the output, remarks to the error output, so that what is piped on holds
 * nothing but the answer.
 *
 * @param columns what the user wants to see; empty: what the command proposes
 * @param screen whether a person reads it
 */
public record Output(
        PrintStream out,
        PrintStream err,
        Format format,
        boolean quiet,
        List<String> columns,
        Style style,
        boolean screen) {

    public static Output of(Invocation invocation) {
        return new Output(
                invocation.host().out(),
                invocation.host().err(),
                invocation.text(Globals.OUTPUT).map(Format::of).orElse(Format.TABLE),
                invocation.on(Globals.QUIET),
                invocation
                        .text(Globals.COLUMNS)
                        .map(text -> Arrays.stream(text.split(","))
                                .map(String::strip)
                                .toList())
                        .orElse(List.of()),
                new Style(invocation.host().colours()),
                invocation.host().terminal().interactive());
    }

    /** For any number of records, with these columns unless the user wants others. */
    public Rows rows(List<String> proposed) {
        List<String> shown = columns.isEmpty() ? proposed : columns;
        if (format == Format.TABLE && quiet) {
            return new IdRows(out, shown);
        }
        return switch (format) {
            case TABLE -> new TableRows(out, style, shown, screen);
            case CSV -> new CsvRows(out, shown);
            case JSON -> new JsonRows(out);
            case YAML -> new YamlRows(out);
        };
    }

    /** One record. */
    public void record(Map<String, @Nullable Object> fields, List<String> proposed) {
        switch (format) {
            case JSON -> out.println(PrettyJson.of(fields));
            case YAML -> out.print(Yaml.of(fields));
            case CSV -> {
                try (Rows rows = rows(columns.isEmpty() ? List.copyOf(fields.keySet()) : columns)) {
                    rows.add(fields);
                }
            }
            case TABLE -> {
                if (quiet) {
                    new IdRows(out, List.of()).add(fields);
                } else {
                    table(fields, proposed);
                }
            }
        }
        out.flush();
    }

    /** A name and a value in each line: first the columns of lists, then the rest. */
    private void table(Map<String, @Nullable Object> fields, List<String> proposed) {
        Map<String, @Nullable Object> flat = new LinkedHashMap<>();
        List<String> order = new ArrayList<>(columns.isEmpty() ? proposed : columns);
        if (columns.isEmpty()) {
            fields.keySet().stream().filter(name -> !order.contains(name)).forEach(order::add);
        }
        order.forEach(name -> flatten(flat, name, Cells.at(fields, name)));
        int width = flat.keySet().stream().mapToInt(String::length).max().orElse(0);
        flat.forEach((name, value) -> {
            String text = Cells.readable(value);
            if (!text.isEmpty()) {
                out.println(style.bold(name) + " ".repeat(width - name.length() + 2) + style.state(text));
            }
        });
    }

    private static void flatten(Map<String, @Nullable Object> into, String name, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((inner, deeper) -> flatten(into, name + "." + inner, deeper));
        } else {
            into.put(name, value);
        }
    }

    /** A value of a record, for people. */
    public String cell(Map<String, @Nullable Object> row, String column) {
        return style.state(Cells.readable(Cells.at(row, column)));
    }

    /** A text that is itself the answer. */
    public void text(String text) {
        out.print(text.endsWith("\n") ? text : text + "\n");
        out.flush();
    }

    /** Something that a person may want to know besides; not for programs. */
    public void remark(String text) {
        if (!quiet && format == Format.TABLE) {
            err.println(text);
        }
    }
}

package dev.marque.cli.output;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table for people. It is printed at the end, when the widths are known. */
final class TableRows implements Rows {

    private static final int WIDEST = 60;

    private final PrintStream out;
    private final Style style;
    private final List<String> columns;
    private final boolean cut;
    private final List<List<String>> lines = new ArrayList<>();

    /** @param cut whether long cells are cut, for a screen */
    TableRows(PrintStream out, Style style, List<String> columns, boolean cut) {
        this.out = out;
        this.style = style;
        this.columns = columns;
        this.cut = cut;
    }

    @Override
    public void add(Map<String, @Nullable Object> row) {
        lines.add(columns.stream()
                .map(column -> shown(Cells.readable(Cells.at(row, column))))
                .toList());
    }

    private String shown(String cell) {
        boolean tooLong = cut && cell.codePointCount(0, cell.length()) > WIDEST;
        return tooLong ? cell.substring(0, cell.offsetByCodePoints(0, WIDEST - 1)) + "…" : cell;
    }

    @Override
    public void close() {
        if (lines.isEmpty()) {
            return;
        }
        List<String> heads = columns.stream().map(TableRows::heading).toList();
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            widths.add(Math.max(
                    width(heads.get(i)),
                    lines.stream()
                            .mapToInt(line -> width(line.get(column)))
                            .max()
                            .orElse(0)));
        }
        print(heads, widths, true);
        lines.forEach(line -> print(line, widths, false));
    }

    private void print(List<String> cells, List<Integer> widths, boolean heading) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            line.append(heading ? style.bold(cell) : style.state(cell));
            if (i < cells.size() - 1) {
                line.append(" ".repeat(widths.get(i) - width(cell) + 2));
            }
        }
        out.println(line.toString().stripTrailing());
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    /** {@code maxActivations} as {@code MAX ACTIVATIONS}. */
    static String heading(String column) {
        return column.replaceAll("([a-z0-9])([A-Z])", "$1 $2").toUpperCase(Locale.ROOT);
    }
}

package dev.marque.cli.output;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** RFC 4180: commas, quotes where needed, CR LF, a line with the names first, also when no record follows. */
final class CsvRows implements Rows {

    private final PrintStream out;
    private final List<String> columns;

    CsvRows(PrintStream out, List<String> columns) {
        this.out = out;
        this.columns = columns;
        print(columns);
    }

    @Override
    public void add(Map<String, @Nullable Object> row) {
        print(columns.stream().map(column -> Cells.exact(Cells.at(row, column))).toList());
    }

    private void print(List<String> cells) {
        out.print(cells.stream().map(CsvRows::quoted).collect(Collectors.joining(",")) + "\r\n");
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }

    @Override
    public void close() {
        out.flush();
    }
}

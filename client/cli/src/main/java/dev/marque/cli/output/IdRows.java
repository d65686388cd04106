package dev.marque.cli.output;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Only what names each record: its id, or the first of the columns. */
final class IdRows implements Rows {

    private final PrintStream out;
    private final List<String> columns;

    IdRows(PrintStream out, List<String> columns) {
        this.out = out;
        this.columns = columns;
    }

    @Override
    public void add(Map<String, @Nullable Object> row) {
        Object id = row.get("id");
        String name = Cells.exact(id == null && !columns.isEmpty() ? Cells.at(row, columns.getFirst()) : id);
        if (!name.isEmpty()) {
            out.println(name);
        }
    }

    @Override
    public void close() {
        out.flush();
    }
}

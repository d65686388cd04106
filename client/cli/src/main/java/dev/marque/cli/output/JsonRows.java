package dev.marque.cli.output;

import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One JSON array of all records, printed as they come. */
final class JsonRows implements Rows {

    private final PrintStream out;
    private boolean begun;

    JsonRows(PrintStream out) {
        this.out = out;
    }

    @Override
    public void add(Map<String, @Nullable Object> row) {
        out.print((begun ? "," : "[") + "\n  " + PrettyJson.of(row, 1));
        begun = true;
    }

    @Override
    public void close() {
        out.print(begun ? "\n]\n" : "[]\n");
        out.flush();
    }
}

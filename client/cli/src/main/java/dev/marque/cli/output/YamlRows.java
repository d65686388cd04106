package dev.marque.cli.output;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One YAML sequence of all records, printed as they come. */
final class YamlRows implements Rows {

    private final PrintStream out;
    private boolean begun;

    YamlRows(PrintStream out) {
        this.out = out;
    }

    @Override
    public void add(Map<String, @Nullable Object> row) {
        out.print(Yaml.of(List.of(row)));
        begun = true;
    }

    @Override
    public void close() {
        if (!begun) {
            out.print("[]\n");
        }
        out.flush();
    }
}

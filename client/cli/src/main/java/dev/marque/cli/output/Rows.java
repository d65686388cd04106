package dev.marque.cli.output;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes records one by one and prints them. To be closed, since some are printed only then. */
public interface Rows extends AutoCloseable {

    void add(Map<String, @Nullable Object> row);

    default void addAll(List<Map<String, @Nullable Object>> rows) {
        rows.forEach(this::add);
    }

    @Override
    void close();
}

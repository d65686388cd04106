package dev.marque.cli.resource;

import java.util.List;
import java.util.Optional;

/**
 * A line of the table: one command.
 *
 * @param operation the {@code operationId} of what it calls
 * @param dangerous whether it cannot be taken back
 * @param text the member whose text is the answer
 * @param columns what a table shows of a record
 */
public record Entry(String name, String operation, boolean dangerous, Optional<String> text, List<String> columns) {

    public Entry {
        columns = List.copyOf(columns);
    }
}

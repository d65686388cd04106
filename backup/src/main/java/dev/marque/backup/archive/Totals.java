package dev.marque.backup.archive;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an archive says after its rows, and what a restored database is compared with.
 *
 * @param tables by name
 */
public record Totals(Map<String, Rows> tables, List<Sequence> sequences) {

    public Totals {
        tables = new TreeMap<>(tables);
        sequences = List.copyOf(sequences);
    }

    /**
     * The rows of one table.
     *
     * @param digest the same for the same rows in whichever order: {@code RowDigest}, in hexadecimal
     */
    public record Rows(long count, String digest) {}

    /** Where a sequence stands: not before where it stood at the moment of the rows. */
    public record Sequence(String name, long value, boolean called) {}

    /** Of all tables. */
    public long rows() {
        return tables.values().stream().mapToLong(Rows::count).sum();
    }
}

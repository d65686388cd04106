package dev.marque.backup.archive;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an archive says before its rows.
 *
 * @param takenAt the moment whose rows these are, by the clock of who made it
 * @param postgres the version of the server, for people
 * @param migrations those that had made the schema
 */
public record Schema(Instant takenAt, String postgres, List<Migration> migrations, List<Table> tables) {

    public Schema {
        migrations = List.copyOf(migrations);
        tables = List.copyOf(tables);
    }

    /** A migration by its name, with the checksum of its text at the time. */
    public record Migration(String script, @Nullable Integer checksum) {}

    /**
     * A table and the columns whose values are kept; generated ones are computed anew.
     *
     * @param months of a table that is partitioned by month, the first day of each month that has a partition
     */
    public record Table(String name, List<String> columns, List<String> months) {

        public Table {
            columns = List.copyOf(columns);
            months = List.copyOf(months);
        }
    }
}

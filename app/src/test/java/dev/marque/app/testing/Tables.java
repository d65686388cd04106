package dev.marque.app.testing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** The content of every table, seen from behind, so that "nothing was written" can be said of the whole database. */
public final class Tables {

    /** What goes on all the time: jobs, the sealing of the audit trail, counting calls, carrying events on. */
    static final Set<String> WRITTEN_BY_NOBODY = Set.of(
            "scheduled_tasks",
            "jobs",
            "job_runs",
            "rate_usage",
            "api_key_uses",
            "audit_seals",
            "audit_checkpoints",
            "event_deliveries",
            "event_lanes",
            "webhook_queues",
            "webhook_deliveries",
            "webhook_attempts");

    private Tables() {}

    /** Each table's number of rows and a sum that differs after any insert, update or delete. */
    public static SortedMap<String, String> fingerprint() {
        return fingerprint(names(), "true");
    }

    /**
     * The same for those rows for which a condition holds. A row that is written carries the number of the transaction
     * that did it ({@code xmin}), so nobody has to read what is in it.
     */
    static SortedMap<String, String> fingerprint(List<String> tables, String condition) {
        String sql = tables.stream()
                .map(table -> """
                        select '%1$s', count(*) || '/' || coalesce(sum(xmin::text::bigint), 0)
                        from "%1$s" where %2$s""".formatted(table, condition))
                .collect(Collectors.joining("\nunion all\n"));
        return new TreeMap<>(Behind.rowsAgain(sql, row -> Map.entry(row.getString(1), row.getString(2))).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Hands over each row of each table as text, with the table's name. */
    public static void forEachRow(BiConsumer<String, String> use) {
        for (String table : allNames()) {
            Behind.column("select t::text from \"" + table + "\" t").forEach(row -> use.accept(table, row));
        }
    }

    private static List<String> names() {
        return allNames().stream()
                .filter(name -> !WRITTEN_BY_NOBODY.contains(name))
                .toList();
    }

    private static List<String> allNames() {
        return Behind.column("""
                select relname from pg_class
                where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
                """);
    }
}

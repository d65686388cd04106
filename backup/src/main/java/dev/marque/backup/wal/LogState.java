package dev.marque.backup.wal;

import dev.marque.platform.database.Database;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the process that ships the log saw last, where every process can read it. */
public final class LogState {

    private final Database database;

    public LogState(Database database) {
        this.database = database;
    }

    /**
     * What it saw.
     *
     * @param lookedAt when
     * @param windows the earliest first
     * @param lastSegment the newest in the store, as PostgreSQL names it
     * @param waiting how many files wait to be shipped
     * @param gaps what is missing in the store
     * @param problem why the last attempt failed; null if it did not
     */
    public record Seen(
            Instant lookedAt,
            List<Window> windows,
            @Nullable String lastSegment,
            int waiting,
            List<String> gaps,
            @Nullable String problem) {}

    void good(Catalogue catalogue, Line line, int waiting, Instant now) {
        List<String> windows = catalogue.windows().stream().map(Window::text).toList();
        List<String> gaps = catalogue.gaps(line).stream().map(Gap::toString).toList();
        @Nullable String last = catalogue.last(line).map(Segment::file).orElse(null);
        database.runWithoutTenant(transaction -> transaction
                .createUpdate("""
                        insert into recovery_window (looked_at, windows, last_segment, waiting, gaps, problem)
                        values (:now, :windows, :last, :waiting, :gaps, null)
                        on conflict (only_row) do update
                        set looked_at = excluded.looked_at, windows = excluded.windows, waiting = excluded.waiting,
                            last_segment = excluded.last_segment, gaps = excluded.gaps, problem = null
                        """)
                .bind("now", now)
                .bindArray("windows", String.class, windows)
                .bind("last", last)
                .bind("waiting", waiting)
                .bindArray("gaps", String.class, gaps)
                .execute());
    }

    /** What was seen before stays, but for how much waits. */
    void failed(String problem, int waiting, Instant now) {
        database.runWithoutTenant(transaction -> transaction
                .createUpdate("""
                        insert into recovery_window (looked_at, windows, waiting, gaps, problem)
                        values (:now, '{}', :waiting, '{}', :problem)
                        on conflict (only_row) do update
                        set looked_at = excluded.looked_at, waiting = excluded.waiting, problem = excluded.problem
                        """)
                .bind("now", now)
                .bind("waiting", waiting)
                .bind("problem", problem)
                .execute());
    }

    /** Empty where no log was ever shipped. */
    public Optional<Seen> read() {
        return database.withoutTenant(transaction -> transaction
                .createQuery("select looked_at, windows, last_segment, waiting, gaps, problem from recovery_window")
                .map((row, _) -> new Seen(
                        row.getTimestamp("looked_at").toInstant(),
                        texts(row.getArray("windows")).stream()
                                .map(Window::parse)
                                .toList(),
                        row.getString("last_segment"),
                        row.getInt("waiting"),
                        texts(row.getArray("gaps")),
                        row.getString("problem")))
                .findOne());
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}

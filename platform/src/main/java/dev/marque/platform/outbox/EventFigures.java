package dev.marque.platform.outbox;

import dev.marque.platform.database.Database;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far a consumer is behind, over all tenants.
 *
 * @param pending events that it has not been handed
 * @param oldest when the oldest of them happened; null when there is none
 * @param dead its dead letters
 */
public record EventFigures(
        String consumer, long pending, @Nullable Instant oldest, long dead) {

    /** The figures of every consumer that has any, by name. It counts, so ask seldom. */
    public static Map<String, EventFigures> read(Database database) {
        List<EventFigures> rows = database.withoutTenant(transaction ->
                transaction.createQuery("""
                        select consumer, sum(pending)::bigint as pending, min(oldest) as oldest, sum(dead)::bigint as dead
                        from event_figures() group by consumer
                        """).mapTo(EventFigures.class).list());
        return rows.stream().collect(Collectors.toUnmodifiableMap(EventFigures::consumer, row -> row));
    }
}

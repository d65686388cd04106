package dev.marque.platform.jobs;

import dev.marque.platform.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Creates the partitions of the next three months and drops those past their table's retention, unless somebody has yet to
 * sum up their rows ({@code needed_from}).
 */
public final class PartitionUpkeep implements JobSource {

    private static final int MONTHS_AHEAD = 3;

    private final Database database;
    private final Clock clock;

    private record Parent(String name, @Nullable Instant dropBefore) {}

    public PartitionUpkeep(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public List<RecurringJob> recurringJobs() {
        return List.of(new RecurringJob("platform.partition-upkeep", Duration.ofHours(6), this::run));
    }

    /** One table per transaction, so that one that is busy does not hold up the others. */
    public void run() {
        Instant now = clock.instant();
        List<Parent> parents = database.withoutTenant(handle ->
                handle.createQuery("""
                        select parent::text as name,
                               least((:now at time zone 'UTC' - retention) at time zone 'UTC',
                                     case when retention is not null then needed_from end) as drop_before
                        from partitioned_tables order by 1
                        """).bind("now", now).mapTo(Parent.class).list());
        for (Parent parent : parents) {
            database.runWithoutTenant(handle -> {
                handle.createQuery("select ensure_month_partitions(cast(:parent as regclass), :ahead, :now)")
                        .bind("parent", parent.name())
                        .bind("ahead", MONTHS_AHEAD)
                        .bind("now", now)
                        .mapTo(Integer.class)
                        .one();
            });
            if (parent.dropBefore() != null) {
                database.runWithoutTenant(handle -> {
                    handle.createQuery("select drop_month_partitions_before(cast(:parent as regclass), :before)")
                            .bind("parent", parent.name())
                            .bind("before", parent.dropBefore())
                            .mapTo(Integer.class)
                            .one();
                });
            }
        }
    }
}

package dev.marque.platform.identity.lockout;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** The SQL of counted failures. A place's own row is locked before that of {@link Place#ANYWHERE}. */
final class GuessRows {

    private GuessRows() {}

    /** The row of a target and place, made if need be, locked until the transaction ends. */
    static GuessCount lock(Handle transaction, Target target, Place place, Instant now) {
        transaction
                .createUpdate("""
                        insert into guess_counts (target, place, failures, counted_at)
                        values (:target, :place, 0, :now) on conflict do nothing
                        """)
                .bind("target", target.hash())
                .bind("place", place.name())
                .bind("now", now)
                .execute();
        return transaction
                .createQuery("""
                        select failures, counted_at, not_before from guess_counts
                        where target = :target and place = :place for update
                        """)
                .bind("target", target.hash())
                .bind("place", place.name())
                .mapTo(GuessCount.class)
                .one();
    }

    static void write(Handle transaction, Target target, Place place, GuessCount count) {
        transaction
                .createUpdate("""
                        update guess_counts set failures = :failures, counted_at = :countedAt, not_before = :notBefore
                        where target = :target and place = :place
                        """)
                .bind("target", target.hash())
                .bind("place", place.name())
                .bindMethods(count)
                .execute();
    }

    static void takeBack(Handle transaction, Target target, Place place) {
        transaction
                .createUpdate("""
                        update guess_counts set failures = greatest(failures - 1, 0)
                        where target = :target and place = :place
                        """)
                .bind("target", target.hash())
                .bind("place", place.name())
                .execute();
    }

    static boolean isFamiliar(Handle transaction, Target target, Place place) {
        return transaction
                .createQuery("""
                        select exists (select 1 from familiar_places where target = :target and place = :place)
                        """)
                .bind("target", target.hash())
                .bind("place", place.name())
                .mapTo(Boolean.class)
                .one();
    }

    static void remember(Handle transaction, Target target, Place place, Instant now) {
        transaction
                .createUpdate("""
                        insert into familiar_places (target, place, last_seen_at) values (:target, :place, :now)
                        on conflict (target, place) do update set last_seen_at = excluded.last_seen_at
                        """)
                .bind("target", target.hash())
                .bind("place", place.name())
                .bind("now", now)
                .execute();
    }

    static void forget(Handle transaction, Instant countedBefore, Instant seenBefore) {
        transaction.createUpdate("""
                        delete from guess_counts
                        where counted_at < :before and (not_before is null or not_before < :before)
                        """).bind("before", countedBefore).execute();
        transaction
                .createUpdate("delete from familiar_places where last_seen_at < :before")
                .bind("before", seenBefore)
                .execute();
    }
}

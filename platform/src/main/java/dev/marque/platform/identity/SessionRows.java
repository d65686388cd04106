package dev.marque.platform.identity;

import dev.marque.kernel.page.PageRequest;
import dev.marque.platform.identity.Session.EndReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The SQL of sign-ins. */
final class SessionRows {

    private static final String COLUMNS =
            "id, user_id, started_at, last_used_at, address, user_agent, ended_at, end_reason";

    private SessionRows() {}

    static void insert(Handle transaction, Actor actor, UUID id, SignInProof proof, Instant now) {
        transaction
                .createUpdate("""
                        insert into sessions (id, tenant_id, user_id, started_at, last_used_at, address, user_agent, method,
                                              second_factor)
                        values (:id, :tenant, :user, :now, :now, :address, :userAgent, :method, :secondFactor)
                        """)
                .bind("id", id)
                .bind("tenant", actor.tenant())
                .bind("user", actor.id())
                .bind("now", now)
                .bind("address", actor.origin().address())
                .bind("userAgent", actor.origin().userAgent())
                .bind("method", proof.method())
                .bind("secondFactor", proof.secondFactor())
                .execute();
    }

    /** Notes that new tokens are given out; false if the sign-in has ended. */
    static boolean touch(Handle transaction, UUID id, RequestOrigin origin, Instant now) {
        return transaction
                        .createUpdate("""
                        update sessions set last_used_at = :now, address = :address, user_agent = :userAgent
                        where id = :id and ended_at is null
                        """)
                        .bind("id", id)
                        .bind("now", now)
                        .bind("address", origin.address())
                        .bind("userAgent", origin.userAgent())
                        .execute()
                == 1;
    }

    /** Ends a sign-in that goes on; returns how it was, empty if it had ended. */
    static Optional<Session> end(Handle transaction, UUID id, EndReason reason, Instant now) {
        Optional<Session> before = transaction
                .createQuery("select " + COLUMNS + " from sessions where id = :id and ended_at is null for update")
                .bind("id", id)
                .mapTo(Session.class)
                .findOne();
        before.ifPresent(session -> transaction
                .createUpdate("update sessions set ended_at = :now, end_reason = :reason where id = :id")
                .bind("id", id)
                .bind("now", now)
                .bind("reason", reason.name())
                .execute());
        return before;
    }

    static Optional<Session> find(Handle transaction, UUID id) {
        return transaction
                .createQuery("select " + COLUMNS + " from sessions where id = :id")
                .bind("id", id)
                .mapTo(Session.class)
                .findOne();
    }

    /** The sign-ins of a person that go on and were used since, newest first; one more than the limit. */
    static List<Session> open(Handle transaction, UUID user, Instant usedSince, PageRequest request) {
        return transaction
                .createQuery("select " + COLUMNS + """
                         from sessions
                        where user_id = :user and ended_at is null and last_used_at > :usedSince
                          and (cast(:after as uuid) is null or id < :after)
                        order by id desc limit :limit
                        """)
                .bind("user", user)
                .bind("usedSince", usedSince)
                .bind("after", request.after().orElse(null))
                .bind("limit", request.limit() + 1)
                .mapTo(Session.class)
                .list();
    }

    /** The ids of a person's sign-ins that go on, oldest first: an order in which two calls cannot block each other. */
    static List<UUID> openIds(Handle transaction, UUID user) {
        return transaction
                .createQuery("select id from sessions where user_id = :user and ended_at is null order by id")
                .bind("user", user)
                .mapTo(UUID.class)
                .list();
    }

    /** Those of them that came from another tenant. */
    static List<UUID> openSwitchedIds(Handle transaction, UUID user) {
        return transaction.createQuery("""
                        select id from sessions
                        where user_id = :user and ended_at is null and method = 'SWITCH' order by id
                        """).bind("user", user).mapTo(UUID.class).list();
    }

    static void forgetUnusedSince(Handle transaction, Instant before) {
        transaction
                .createUpdate("delete from sessions where last_used_at < :before")
                .bind("before", before)
                .execute();
    }
}

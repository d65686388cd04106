package dev.marque.platform.change;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the outbox: every event of the tenant, in the order of its writing. */
@Singleton
public class Events {

    private final Database database;

    @Inject
    public Events(Database database) {
        this.database = database;
    }

    /**
     * The tenant's events, newest first: those of the actor's environment, and those that belong to none.
     *
     * @param type only events of this type; null for all
     */
    public Page<Event> list(Actor actor, @Nullable String type, PageRequest request) {
        List<Event> rows = database.inTenant(actor.tenant(), transaction -> transaction
                .createQuery("""
                        select id, occurred_at, type, aggregate_type, aggregate_id, environment, payload
                        from outbox
                        where (environment is null or environment = :environment)
                          and (cast(:type as text) is null or type = :type)
                          and (cast(:after as uuid) is null or id < :after)
                        order by id desc limit :limit
                        """)
                .bind("environment", actor.environment())
                .bind("type", type)
                .bind("after", request.after().orElse(null))
                .bind("limit", request.limit() + 1)
                .mapTo(Event.class)
                .list());
        return Page.of(rows, request, Event::id);
    }
}

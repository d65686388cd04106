package dev.marque.platform.change;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the audit trail. Nothing writes to it but {@link ChangeLog}, and the database lets nobody change it. */
@Singleton
public class AuditTrail {

    private final Database database;

    @Inject
    public AuditTrail(Database database) {
        this.database = database;
    }

    /**
     * What happened in the tenant, newest first.
     *
     * @param recordId only what happened to this record; null for everything
     */
    public Page<AuditEntry> list(Actor actor, @Nullable UUID recordId, PageRequest request) {
        List<AuditEntry> rows = database.inTenant(actor.tenant(), transaction -> transaction
                .createQuery("""
                        select id, occurred_at, actor_kind, actor_id, actor_name, action, record_type, record_id,
                               before, after, request_id, address, user_agent
                        from audit_logs
                        where (cast(:record as uuid) is null or record_id = :record)
                          and (cast(:after as uuid) is null or id < :after)
                        order by id desc limit :limit
                        """)
                .bind("record", recordId)
                .bind("after", request.after().orElse(null))
                .bind("limit", request.limit() + 1)
                .mapTo(AuditEntry.class)
                .list());
        return Page.of(rows, request, AuditEntry::id);
    }
}

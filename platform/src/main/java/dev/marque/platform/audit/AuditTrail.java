package dev.marque.platform.audit;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the audit trail. Nothing writes to it but {@code ChangeLog}, and the database lets nobody change it. */
@Singleton
public class AuditTrail {

    private static final String QUERY = """
            select a.id, a.occurred_at, a.actor_kind, a.actor_id, a.actor_name, a.action, a.record_type, a.record_id,
                   a.before, a.after, a.request_id, a.address, a.user_agent,
                   s.sequence, encode(s.row_hash, 'hex') as row_hash, encode(s.chain_hash, 'hex') as chain_hash
            from audit_logs a left join audit_seals s on s.tenant_id = a.tenant_id and s.audit_id = a.id
            where (cast(:after as uuid) is null or a.id < :after) and
            """ + AuditFilter.CONDITION + " order by a.id desc limit :limit";

    private final Database database;

    @Inject
    public AuditTrail(Database database) {
        this.database = database;
    }

    /** What happened in the tenant, newest first. */
    public Page<AuditEntry> list(Actor actor, AuditFilter filter, PageRequest request) {
        List<AuditEntry> rows = rows(actor, filter, request.after().orElse(null), request.limit() + 1);
        return Page.of(rows, request, AuditEntry::id);
    }

    /** The newest rows before the one with this id, newest first. */
    List<AuditEntry> rows(Actor actor, AuditFilter filter, @Nullable UUID after, int limit) {
        return database.inTenant(actor.tenant(), transaction -> filter.bind(transaction.createQuery(QUERY))
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(AuditEntry.class)
                .list());
    }
}

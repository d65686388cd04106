package dev.marque.licensing.access;

import dev.marque.kernel.page.PageRequest;
import dev.marque.licensing.rows.Columns;
import dev.marque.platform.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Rules as rows. */
final class AccessRuleRows {

    private AccessRuleRows() {}

    /** Waits until nobody else adds one for the tenant. */
    static void lock(Handle transaction, TenantId tenant) {
        transaction
                .createQuery("select pg_advisory_xact_lock(hashtextextended(:name, 0)) is null")
                .bind("name", "marque.access." + tenant)
                .mapTo(Boolean.class)
                .one();
    }

    static int count(Handle transaction) {
        return transaction
                .createQuery("select count(*) from access_rules")
                .mapTo(Integer.class)
                .one();
    }

    /** Whether it was added; not if there is one with the same kind, value and licenses. */
    static boolean insert(Handle transaction, TenantId tenant, AccessRule rule) {
        return transaction
                        .createUpdate("""
                        insert into access_rules (id, tenant_id, kind, subject, value, product_id, license_id, note,
                                                  expires_at, created_at, created_by)
                        values (:id, :tenant, :kind, :subject, :value, :product, :license, :note, :expiresAt, :createdAt,
                                :createdBy)
                        on conflict on constraint access_rules_once do nothing
                        """)
                        .bind("id", rule.id())
                        .bind("tenant", tenant)
                        .bind("kind", rule.kind().name())
                        .bind("subject", rule.subject().name())
                        .bind("value", rule.value())
                        .bindByType("product", rule.productId(), UUID.class)
                        .bindByType("license", rule.licenseId(), UUID.class)
                        .bind("note", rule.note())
                        .bindByType("expiresAt", rule.expiresAt(), Instant.class)
                        .bind("createdAt", rule.createdAt())
                        .bind("createdBy", rule.createdBy())
                        .execute()
                == 1;
    }

    static List<AccessRule> list(
            Handle transaction, @Nullable AccessKind kind, @Nullable AccessSubject subject, PageRequest request) {
        return transaction
                .createQuery("""
                        select * from access_rules
                        where (cast(:kind as text) is null or kind = :kind)
                          and (cast(:subject as text) is null or subject = :subject)
                          and (cast(:after as uuid) is null or id < :after)
                        order by id desc limit :limit
                        """)
                .bind("kind", kind == null ? null : kind.name())
                .bind("subject", subject == null ? null : subject.name())
                .bindByType("after", request.after().orElse(null), UUID.class)
                .bind("limit", request.limit() + 1)
                .map((row, context) -> map(row))
                .list();
    }

    /** Removes one. Nothing if it is not there, or not any more. */
    static Optional<AccessRule> delete(Handle transaction, UUID id) {
        return transaction
                .createQuery("delete from access_rules where id = :id returning *")
                .bind("id", id)
                .map((row, context) -> map(row))
                .findOne();
    }

    private static AccessRule map(ResultSet row) throws SQLException {
        return new AccessRule(
                Columns.id(row, "id"),
                Columns.constant(row, "kind", AccessKind.class),
                Columns.constant(row, "subject", AccessSubject.class),
                Columns.text(row, "value"),
                row.getObject("product_id", UUID.class),
                row.getObject("license_id", UUID.class),
                Columns.textOrNull(row, "note"),
                Columns.instantOrNull(row, "expires_at"),
                Columns.instant(row, "created_at"),
                Columns.id(row, "created_by"));
    }
}

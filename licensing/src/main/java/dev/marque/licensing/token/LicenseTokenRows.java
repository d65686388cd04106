package dev.marque.licensing.token;

import dev.marque.kernel.page.PageRequest;
import dev.marque.platform.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The rows behind tokens of licenses. */
final class LicenseTokenRows {

    private static final String SELECT =
            "select id, license_id, name, prefix, created_at, expires_at, revoked_at from license_tokens ";
    private static final String WORKS = "t.revoked_at is null and (t.expires_at is null or t.expires_at > :now)";

    private LicenseTokenRows() {}

    static void insert(Handle transaction, TenantId tenant, LicenseToken token) {
        transaction.createUpdate("""
                        insert into license_tokens (id, tenant_id, license_id, name, prefix, created_at, expires_at)
                        values (:id, :tenant, :licenseId, :name, :prefix, :createdAt, :expiresAt)
                        """).bind("tenant", tenant).bindMethods(token).execute();
    }

    static int working(Handle transaction, UUID license, Instant now) {
        return transaction
                .createQuery("select count(*) from license_tokens t where t.license_id = :license and " + WORKS)
                .bind("license", license)
                .bind("now", now)
                .mapTo(Integer.class)
                .one();
    }

    static List<LicenseToken> page(Handle transaction, UUID license, PageRequest request) {
        return transaction
                .createQuery(SELECT + """
                        where license_id = :license and (cast(:after as uuid) is null or id < :after)
                        order by id desc limit :limit
                        """)
                .bind("license", license)
                .bind("after", request.after().orElse(null))
                .bind("limit", request.limit() + 1)
                .mapTo(LicenseToken.class)
                .list();
    }

    static Optional<LicenseToken> find(Handle transaction, UUID license, UUID id) {
        return transaction
                .createQuery(SELECT + "where license_id = :license and id = :id")
                .bind("license", license)
                .bind("id", id)
                .mapTo(LicenseToken.class)
                .findOne();
    }

    static void revoke(Handle transaction, UUID id, Instant now) {
        transaction
                .createUpdate("update license_tokens set revoked_at = :now where id = :id")
                .bind("id", id)
                .bind("now", now)
                .execute();
    }
}

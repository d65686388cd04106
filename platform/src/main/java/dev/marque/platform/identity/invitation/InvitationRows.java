package dev.marque.platform.identity.invitation;

import dev.marque.kernel.page.PageRequest;
import dev.marque.platform.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The SQL of invitations. */
final class InvitationRows {

    private static final String SELECT =
            "select id, email, roles, invited_by, created_at, expires_at, accepted_at, revoked_at from invitations ";

    private InvitationRows() {}

    static void insert(Handle transaction, TenantId tenant, Invitation invitation) {
        transaction
                .createUpdate("""
                        insert into invitations (id, tenant_id, email, roles, invited_by, created_at, expires_at)
                        values (:id, :tenant, :email, :roles, :invitedBy, :createdAt, :expiresAt)
                        """)
                .bind("id", invitation.id())
                .bind("tenant", tenant)
                .bind("email", invitation.email())
                .bind("roles", invitation.roles().toArray(String[]::new))
                .bind("invitedBy", invitation.invitedBy())
                .bind("createdAt", invitation.createdAt())
                .bind("expiresAt", invitation.expiresAt())
                .execute();
    }

    static Optional<Invitation> lock(Handle transaction, UUID id) {
        return transaction
                .createQuery(SELECT + "where id = :id for update")
                .bind("id", id)
                .mapTo(Invitation.class)
                .findOne();
    }

    /** Newest first; one more than the limit. */
    static List<Invitation> list(Handle transaction, PageRequest request) {
        return transaction
                .createQuery(
                        SELECT + "where (cast(:after as uuid) is null or id < :after) order by id desc limit :limit")
                .bind("after", request.after().orElse(null))
                .bind("limit", request.limit() + 1)
                .mapTo(Invitation.class)
                .list();
    }

    static void write(Handle transaction, Invitation invitation) {
        transaction
                .createUpdate("""
                        update invitations
                        set expires_at = :expiresAt, accepted_at = :acceptedAt, revoked_at = :revokedAt where id = :id
                        """)
                .bind("id", invitation.id())
                .bind("expiresAt", invitation.expiresAt())
                .bind("acceptedAt", invitation.acceptedAt())
                .bind("revokedAt", invitation.revokedAt())
                .execute();
    }

    static boolean isStaff(Handle transaction, String email) {
        return transaction
                .createQuery("select exists (select 1 from users where lower(email) = lower(:email))")
                .bind("email", email)
                .mapTo(Boolean.class)
                .one();
    }
}

package dev.marque.platform.identity;

import dev.marque.platform.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The halves of links between accounts of one person in several tenants, each in its own tenant's rows. A half alone lets
 * nobody in: whoever follows one looks for the other half in the other tenant.
 */
public final class AccountLinks {

    /** A half, with the vendor that it leads to. */
    public record Half(UUID tenantId, String slug, String name, UUID userId, Instant linkedAt) {}

    private static final String SELECT = """
            select l.other_tenant_id as tenant_id, t.slug, t.name, l.other_user_id as user_id, l.linked_at
            from account_links l join tenants t on t.id = l.other_tenant_id and t.kind = 'VENDOR'
            where l.user_id = :user
            """;

    private AccountLinks() {}

    /** Writes the half of the transaction's tenant, in place of one to another account of that tenant. */
    public static void write(
            Handle transaction, TenantId tenant, UUID user, TenantId otherTenant, UUID otherUser, Instant now) {
        transaction
                .createUpdate("delete from account_links where user_id = :user and other_tenant_id = :otherTenant")
                .bind("user", user)
                .bind("otherTenant", otherTenant)
                .execute();
        transaction
                .createUpdate("""
                        insert into account_links (tenant_id, user_id, other_tenant_id, other_user_id, linked_at)
                        values (:tenant, :user, :otherTenant, :otherUser, :now)
                        """)
                .bind("tenant", tenant)
                .bind("user", user)
                .bind("otherTenant", otherTenant)
                .bind("otherUser", otherUser)
                .bind("now", now)
                .execute();
    }

    /** The halves of an account, by the name of the vendor that they lead to. */
    public static List<Half> of(Handle transaction, UUID user) {
        return transaction
                .createQuery(SELECT + " order by t.name, t.slug")
                .bind("user", user)
                .mapTo(Half.class)
                .list();
    }

    /** The half that leads to a vendor, if there is one. */
    public static Optional<Half> find(Handle transaction, UUID user, TenantId otherTenant) {
        return find(transaction, user, otherTenant, "");
    }

    /** {@link #find}; it stays until the transaction ends. */
    public static Optional<Half> hold(Handle transaction, UUID user, TenantId otherTenant) {
        return find(transaction, user, otherTenant, " for share of l");
    }

    private static Optional<Half> find(Handle transaction, UUID user, TenantId otherTenant, String lock) {
        return transaction
                .createQuery(SELECT + " and l.other_tenant_id = :otherTenant" + lock)
                .bind("user", user)
                .bind("otherTenant", otherTenant)
                .mapTo(Half.class)
                .findOne();
    }

    /** Removes the half that leads to a tenant; returns to which account there, empty if there was none. */
    public static Optional<UUID> remove(Handle transaction, UUID user, TenantId otherTenant) {
        return transaction
                .createQuery("""
                        delete from account_links where user_id = :user and other_tenant_id = :otherTenant
                        returning other_user_id
                        """)
                .bind("user", user)
                .bind("otherTenant", otherTenant)
                .mapTo(UUID.class)
                .findOne();
    }

    /**
     * Removes every half of an account: somebody else may have become able to sign in to it, and must not get further
     * than this tenant. Returns how many there were.
     */
    public static int removeAll(Handle transaction, UUID user) {
        return transaction
                .createUpdate("delete from account_links where user_id = :user")
                .bind("user", user)
                .execute();
    }
}

package dev.marque.platform.identity;

import dev.marque.platform.database.Database;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Roles of a tenant: sets of permissions, stored as rows. Thread-safe. */
@Singleton
public class Roles {

    private final Database database;
    private final Permissions permissions;

    @Inject
    public Roles(Database database, Permissions permissions) {
        this.database = database;
        this.permissions = permissions;
    }

    /** Writes the built-in roles as this version of Marque knows them. Run for each tenant at start-up. */
    public void writeBuiltIn(TenantId tenant) {
        database.runInTenant(tenant, transaction -> {
            for (BuiltInRole role : BuiltInRole.values()) {
                transaction
                        .createUpdate("""
                                insert into roles (tenant_id, code, permissions, built_in)
                                values (:tenant, :code, :permissions, true)
                                on conflict (tenant_id, code) do update set permissions = excluded.permissions
                                where roles.permissions <> excluded.permissions
                                """)
                        .bind("tenant", tenant)
                        .bind("code", role.code())
                        .bind(
                                "permissions",
                                permissions.of(role).stream().sorted().toArray(String[]::new))
                        .execute();
            }
        });
    }

    /** What the roles together allow. */
    Set<String> permissionsOf(Handle transaction, Collection<String> codes) {
        return Set.copyOf(transaction
                .createQuery("select distinct unnest(permissions) from roles where code = any(:codes)")
                .bind("codes", codes.toArray(String[]::new))
                .mapTo(String.class)
                .list());
    }

    /** Which of the codes are no roles of this tenant. */
    List<String> unknownOf(Handle transaction, Collection<String> codes) {
        List<String> known = transaction
                .createQuery("select code from roles where code = any(:codes)")
                .bind("codes", codes.toArray(String[]::new))
                .mapTo(String.class)
                .list();
        return codes.stream().filter(code -> !known.contains(code)).toList();
    }
}

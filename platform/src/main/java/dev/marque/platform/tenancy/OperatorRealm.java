package dev.marque.platform.tenancy;

import dev.marque.kernel.id.Ids;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.BuiltInRole;
import dev.marque.platform.identity.Roles;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Where those who run the server have their accounts: a tenant of its own kind, whose only built-in role may manage
 * tenants. Row-level security keeps its staff out of every vendor's rows, as it keeps vendors apart. Thread-safe.
 */
@Singleton
public class OperatorRealm {

    private static final String SLUG = "operators";

    private final Database database;
    private final Roles roles;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    public OperatorRealm(Database database, Roles roles, InstantSource clock, Ids ids) {
        this.database = database;
        this.roles = roles;
        this.clock = clock;
        this.ids = ids;
    }

    /** The realm, if this server has one. */
    public Optional<TenantId> find() {
        return database.withoutTenant(transaction -> transaction
                .createQuery("select id from tenants where kind = 'OPERATOR'")
                .mapTo(TenantId.class)
                .findOne());
    }

    /** Makes the realm if there is none, and writes its role as this version knows it. Two processes may do so at once. */
    public TenantId prepare() {
        TenantId realm = find().orElseGet(this::create);
        database.runInTenant(realm, transaction -> roles.write(transaction, realm, List.of(BuiltInRole.OPERATOR)));
        return realm;
    }

    private TenantId create() {
        database.runWithoutTenant(transaction -> {
            transaction
                    .createUpdate("""
                            insert into tenants (id, slug, name, zone, kind, created_at)
                            values (:id, :slug, 'Operators', 'UTC', 'OPERATOR', :now) on conflict do nothing
                            """)
                    .bind("id", ids.next())
                    .bind("slug", SLUG)
                    .bind("now", clock.instant())
                    .execute();
        });
        return find().orElseThrow(() ->
                new IllegalStateException("A vendor has the slug \"" + SLUG + "\", which the operators' realm needs"));
    }
}

package dev.marque.platform.tenant;

import dev.marque.kernel.id.Ids;
import dev.marque.platform.database.Database;
import dev.marque.platform.settings.PlatformSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The vendors that use this server. Thread-safe. */
@Singleton
public class Tenants {

    private final Database database;
    private final InstantSource clock;
    private final Ids ids;

    /** What a tenant is called does not change once it is created, so what was read once stays true. */
    private final ConcurrentMap<TenantId, Tenant> known = new ConcurrentHashMap<>();

    @Inject
    public Tenants(Database database, InstantSource clock, Ids ids) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
    }

    /** Creates a tenant, or returns the one that already has the slug: two processes may start at once. */
    public Tenant createIfAbsent(String slug, String name, ZoneId zone) {
        Tenant tenant = new Tenant(
                new TenantId(ids.next()), slug, name, zone, clock.instant().truncatedTo(ChronoUnit.MICROS));
        return database.withoutTenant(transaction -> {
            transaction
                    .createUpdate("""
                            insert into tenants (id, slug, name, zone, created_at)
                            values (:id, :slug, :name, :zone, :createdAt)
                            on conflict (slug) do nothing
                            """)
                    .bind("id", tenant.id())
                    .bind("slug", slug)
                    .bind("name", name)
                    .bind("zone", zone.getId())
                    .bind("createdAt", tenant.createdAt())
                    .execute();
            return transaction
                    .createQuery("select id, slug, name, zone, created_at from tenants where slug = :slug")
                    .bind("slug", slug)
                    .mapTo(Tenant.class)
                    .one();
        });
    }

    /** The tenant of an id that was read from the database or from a verified token. */
    public Tenant get(TenantId id) {
        Tenant cached = known.get(id);
        if (cached != null) {
            return cached;
        }
        Tenant tenant = database.withoutTenant(transaction -> transaction
                .createQuery("select id, slug, name, zone, created_at from tenants where id = :id")
                .bind("id", id)
                .mapTo(Tenant.class)
                .one());
        known.put(id, tenant);
        return tenant;
    }

    /** The tenant of an id that a caller sent. */
    public Optional<Tenant> find(TenantId id) {
        Tenant cached = known.get(id);
        if (cached != null) {
            return Optional.of(cached);
        }
        return database.withoutTenant(transaction -> transaction
                .createQuery("select id, slug, name, zone, created_at from tenants where id = :id")
                .bind("id", id)
                .mapTo(Tenant.class)
                .findOne());
    }

    /** In which the tenant's days and terms are counted now. */
    public ZoneId zone(TenantId id) {
        return database.inTenant(id, PlatformSettings.ZONE::in);
    }

    public Optional<Tenant> bySlug(String slug) {
        return database.withoutTenant(transaction -> transaction
                .createQuery("select id, slug, name, zone, created_at from tenants where slug = :slug")
                .bind("slug", slug)
                .mapTo(Tenant.class)
                .findOne());
    }

    /** The first tenant, which a server with one vendor has alone. */
    public Optional<Tenant> home() {
        return database.withoutTenant(transaction -> transaction
                .createQuery(
                        "select id, slug, name, zone, created_at from tenants where kind = 'VENDOR' order by id limit 1")
                .mapTo(Tenant.class)
                .findOne());
    }

    /** All tenants, oldest first. */
    public List<Tenant> all() {
        return database.withoutTenant(transaction -> transaction
                .createQuery("select id, slug, name, zone, created_at from tenants order by id")
                .mapTo(Tenant.class)
                .list());
    }

    /** All environments of all tenants: what a job that works on their records has to go through. */
    public List<TenantEnvironment> environments() {
        return database.withoutTenant(transaction -> transaction
                .createQuery("select tenant, environment from tenant_environments()")
                .mapTo(TenantEnvironment.class)
                .list());
    }
}

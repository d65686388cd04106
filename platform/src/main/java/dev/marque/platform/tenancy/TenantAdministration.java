package dev.marque.platform.tenancy;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.quota.QuotaUsage;
import dev.marque.platform.quota.Quotas;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What operators do with tenants. Each change is in two audit trails, written in its transaction: the tenant's, so that it
 * sees what was done to it, and the operators'. Thread-safe.
 */
@Singleton
public class TenantAdministration {

    private final Database database;
    private final Quotas quotas;
    private final ChangeLog changes;
    private final InstantSource clock;

    @Inject
    public TenantAdministration(Database database, Quotas quotas, ChangeLog changes, InstantSource clock) {
        this.database = database;
        this.quotas = quotas;
        this.changes = changes;
        this.clock = clock;
    }

    /** The vendors, newest first. */
    public Page<ManagedTenant> list(PageRequest request) {
        List<ManagedTenant> rows = database.withoutTenant(transaction -> TenantRows.list(transaction, request));
        return Page.of(rows, request, ManagedTenant::id);
    }

    /** @throws ProblemException NOT_FOUND */
    public ManagedTenant get(UUID id) {
        return database.withoutTenant(transaction -> TenantRows.read(transaction, id));
    }

    /**
     * Refuses all calls of the tenant from now on. A second suspension changes reason and exemption.
     *
     * @param licensesGoOn whether its installations are answered meanwhile
     * @throws ProblemException NOT_FOUND, or STATE_CONFLICT while its deletion waits
     */
    public ManagedTenant suspend(Actor operator, UUID id, @Nullable String reason, boolean licensesGoOn) {
        return change(operator, id, "tenant.suspended", (transaction, before) -> {
            requireNotDeleting(before);
            stand(transaction, id, clock.instant(), reason, licensesGoOn);
        });
    }

    /** @throws ProblemException NOT_FOUND, or STATE_CONFLICT while its deletion waits */
    public ManagedTenant resume(Actor operator, UUID id) {
        return change(operator, id, "tenant.resumed", (transaction, before) -> {
            requireNotDeleting(before);
            stand(transaction, id, null, null, false);
        });
    }

    private static void requireNotDeleting(ManagedTenant tenant) {
        if (tenant.state() == ManagedTenant.State.DELETING) {
            throw new ProblemException(
                    ProblemType.STATE_CONFLICT, "The tenant waits for its deletion. Call that off first.");
        }
    }

    private static void stand(
            Handle transaction, UUID id, @Nullable Instant suspendedAt, @Nullable String reason, boolean licensesGoOn) {
        transaction
                .createUpdate("""
                        update tenants set suspended_at = :suspendedAt, suspension_reason = :reason,
                                           licenses_go_on = :licensesGoOn
                        where id = :id
                        """)
                .bindByType("suspendedAt", suspendedAt, Instant.class)
                .bind("reason", reason)
                .bind("licensesGoOn", licensesGoOn)
                .bind("id", id)
                .execute();
    }

    /**
     * Asks for the deletion of a tenant and everything it has. Its calls are refused from now on, but for the export.
     *
     * @param waiting until the deletion begins, by the database's clock; a day or more
     * @throws ProblemException NOT_FOUND, or STATE_CONFLICT if its deletion waits already
     */
    public ManagedTenant requestDeletion(Actor operator, UUID id, Duration waiting) {
        return change(operator, id, "tenant.deletion-requested", (transaction, before) -> {
            requireNotDeleting(before);
            transaction
                    .createQuery("select request_tenant_deletion(:id, make_interval(secs => :seconds))")
                    .bind("id", id)
                    .bind("seconds", (double) waiting.toSeconds())
                    .mapTo(Instant.class)
                    .one();
        });
    }

    /** @throws ProblemException NOT_FOUND, or STATE_CONFLICT if no deletion waits or it has begun */
    public ManagedTenant cancelDeletion(Actor operator, UUID id) {
        return change(operator, id, "tenant.deletion-cancelled", (transaction, before) -> {
            boolean cancelled = transaction
                    .createQuery("select cancel_tenant_deletion(:id)")
                    .bind("id", id)
                    .mapTo(Boolean.class)
                    .one();
            if (!cancelled) {
                throw new ProblemException(
                        ProblemType.STATE_CONFLICT, "No deletion waits, or it is due and may have begun.");
            }
        });
    }

    /** @throws ProblemException NOT_FOUND */
    public List<QuotaUsage> quotas(UUID id) {
        get(id);
        return quotas.usage(new TenantId(id));
    }

    /** @throws ProblemException NOT_FOUND, or INVALID_INPUT for a quota that does not exist */
    public List<QuotaUsage> setQuotas(Actor operator, UUID id, Map<String, @Nullable Long> maxima) {
        Change change = new Change("tenant.quotas-set", "tenant", id, null, maxima);
        return database.together(operator.tenant(), () -> {
            List<QuotaUsage> after = database.inTenant(new TenantId(id), transaction -> {
                TenantRows.lock(transaction, id);
                List<QuotaUsage> usage = quotas.replace(transaction, new TenantId(id), maxima);
                changes.auditOnly(transaction, inTenant(operator, id), change);
                return usage;
            });
            remember(operator, change);
            return after;
        });
    }

    /** What is done to a tenant while its row is held. */
    @FunctionalInterface
    private interface Alteration {
        void apply(Handle transaction, ManagedTenant before);
    }

    private ManagedTenant change(Actor operator, UUID id, String action, Alteration alteration) {
        return database.together(operator.tenant(), () -> {
            Change change = database.inTenant(new TenantId(id), transaction -> {
                ManagedTenant before = TenantRows.lock(transaction, id);
                alteration.apply(transaction, before);
                Change made = Change.of(action, "tenant", id, before, TenantRows.read(transaction, id));
                changes.record(transaction, inTenant(operator, id), made);
                return made;
            });
            remember(operator, change);
            return get(id);
        });
    }

    /** In the operators' own trail, in the transaction of the change. */
    private void remember(Actor operator, Change change) {
        database.runInTenant(operator.tenant(), transaction -> changes.auditOnly(transaction, operator, change));
    }

    /** The operator as the tenant's audit trail names them: with no permission and no way to its records. */
    static Actor inTenant(Actor operator, UUID tenant) {
        return new Actor(
                new TenantId(tenant),
                operator.kind(),
                operator.id(),
                "operator " + operator.name(),
                java.util.Set.of(),
                operator.origin());
    }
}

package dev.marque.platform.quota;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.database.Database;
import dev.marque.platform.database.WholeTenant;
import dev.marque.platform.tenant.TenantId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What tenants may have, and what they have. Thread-safe. */
public class Quotas {

    private record Row(String name, long maximum) {}

    private final Database database;
    private final List<Quota> all;

    public Quotas(Database database, Iterable<QuotaSource> rooms) {
        this.database = database;
        this.all = StreamSupport.stream(rooms.spliterator(), false)
                .flatMap(room -> room.quotas().stream())
                .sorted(Comparator.comparing(Quota::name))
                .toList();
    }

    /** Every quota of a tenant, by name. */
    public List<QuotaUsage> usage(TenantId tenant) {
        return database.acrossEnvironments(tenant, this::usage);
    }

    private List<QuotaUsage> usage(Handle transaction) {
        Map<String, Long> maxima = new HashMap<>();
        transaction
                .createQuery("select name, maximum from tenant_quotas")
                .mapTo(Row.class)
                .forEach(row -> maxima.put(row.name(), row.maximum()));
        return all.stream()
                .map(quota -> new QuotaUsage(
                        quota.name(), quota.description(), maxima.get(quota.name()), quota.used(transaction)))
                .toList();
    }

    /**
     * Replaces all quotas of the tenant of this transaction. Fewer than there are takes nothing away: nothing more is
     * created.
     *
     * @param maxima by name; what is missing has no quota
     * @throws ProblemException INVALID_INPUT for a quota that does not exist
     */
    public List<QuotaUsage> replace(Handle transaction, TenantId tenant, Map<String, @Nullable Long> maxima) {
        maxima.keySet().stream()
                .filter(name -> all.stream().noneMatch(quota -> quota.name().equals(name)))
                .findFirst()
                .ifPresent(name -> {
                    throw ProblemException.invalid(FieldError.inBody(pointer(name), "is not a quota"));
                });
        transaction.createUpdate("delete from tenant_quotas").execute();
        maxima.forEach((name, maximum) -> {
            if (maximum != null) {
                transaction
                        .createUpdate(
                                "insert into tenant_quotas (tenant_id, name, maximum) values (:tenant, :name, :maximum)")
                        .bind("tenant", tenant)
                        .bind("name", name)
                        .bind("maximum", maximum)
                        .execute();
            }
        });
        return WholeTenant.ask(transaction, this::usage);
    }

    private static String pointer(String name) {
        return "/maxima/" + name.replace("~", "~0").replace("/", "~1");
    }
}

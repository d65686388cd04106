package dev.marque.licensing.activation;

import dev.marque.kernel.page.Count;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.page.Slice;
import dev.marque.kernel.page.Sliced;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.LicenseRows;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.RecordScope.Condition;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Machines across the licenses that an actor reaches. Those of revoked and archived licenses are not found. Thread-safe. */
@Singleton
public class MachineSearch {

    private static final String FROM =
            " from license_activations a join licenses l on l.tenant_id = a.tenant_id and l.id = a.license_id"
                    + " where a.deactivated_at is null and l.state not in ('REVOKED', 'ARCHIVED')";

    private final Database database;
    private final InstantSource clock;

    @Inject
    public MachineSearch(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Which machines; what is null does not matter.
     *
     * @param fingerprint the whole value
     * @param customerId whose licenses' machines
     */
    public record Filter(
            @Nullable UUID id,
            @Nullable String fingerprint,
            @Nullable UUID licenseId,
            @Nullable UUID policyId,
            @Nullable UUID productId,
            @Nullable UUID customerId) {

        public Filter(
                @Nullable UUID id,
                @Nullable String fingerprint,
                @Nullable UUID licenseId,
                @Nullable UUID policyId,
                @Nullable UUID productId) {
            this(id, fingerprint, licenseId, policyId, productId, null);
        }

        /** That machine. */
        public static Filter of(UUID id) {
            return new Filter(id, null, null, null, null);
        }

        /** The machines with that fingerprint's value. */
        public static Filter of(String fingerprint) {
            return new Filter(null, fingerprint, null, null, null);
        }

        /** Only speaks of what matters, so that PostgreSQL plans for just that. */
        private Asked within(Condition reach) {
            Map<String, Object> binds = new HashMap<>(reach.binds());
            StringBuilder sql = new StringBuilder(FROM).append(" and ").append(reach.sql());
            add(sql, binds, "a.id", "id", id);
            add(sql, binds, "a.fingerprint", "fingerprint", fingerprint);
            add(sql, binds, "a.license_id", "license", licenseId);
            add(sql, binds, "l.policy_id", "policy", policyId);
            add(sql, binds, "l.product_id", "product", productId);
            add(sql, binds, "l.customer_user_id", "customer", customerId);
            return new Asked(sql.toString(), binds);
        }

        private static void add(
                StringBuilder sql, Map<String, Object> binds, String column, String name, @Nullable Object value) {
            if (value != null) {
                sql.append(" and ").append(column).append(" = :").append(name);
                binds.put(name, value);
            }
        }
    }

    /** What was asked for, as SQL from {@code from} on. */
    private record Asked(String sql, Map<String, Object> binds) {}

    /** The machine of an activation's id. */
    public Optional<FoundMachine> byId(Actor actor, UUID id) {
        return list(actor, Filter.of(id), PageRequest.first(1)).items().stream().findFirst();
    }

    /** The machines of activations' ids, as far as the actor reaches them, in no order. */
    public List<FoundMachine> byIds(Actor actor, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Asked asked =
                new Filter(null, null, null, null, null).within(actor.scope().on("l"));
        return database.inEnvironment(
                actor.where(),
                transaction -> found(
                        transaction,
                        actor,
                        transaction
                                .createQuery("select a.*" + asked.sql() + " and a.id = any(:ids)")
                                .bindMap(asked.binds())
                                .bind("ids", ids.toArray(UUID[]::new))));
    }

    /** The machines, newest first. */
    public Page<FoundMachine> list(Actor actor, Filter filter, PageRequest request) {
        Asked asked = filter.within(actor.scope().on("l"));
        String behind = request.after().isPresent() ? " and a.id < :after" : "";
        List<FoundMachine> rows = database.inEnvironment(actor.where(), transaction -> {
            Query query = transaction
                    .createQuery("select a.*" + asked.sql() + behind + " order by a.id desc limit :limit")
                    .bindMap(asked.binds())
                    .bind("limit", request.limit() + 1);
            request.after().ifPresent(after -> query.bind("after", after));
            return found(transaction, actor, query);
        });
        return Page.of(rows, request, machine -> machine.activation().id());
    }

    /** A part of the machines, for pages that have numbers. */
    public Sliced<FoundMachine> slice(Actor actor, Filter filter, Slice slice) {
        Asked asked = filter.within(actor.scope().on("l"));
        return Sliced.whole(database.inEnvironment(
                actor.where(),
                transaction -> found(
                        transaction,
                        actor,
                        transaction
                                .createQuery("select a.*" + asked.sql() + " order by a.id " + slice.direction()
                                        + " offset :skip limit :limit")
                                .bindMap(asked.binds())
                                .bind("skip", slice.skip())
                                .bind("limit", slice.limit()))));
    }

    /** How many there are, counted up to the most. */
    public Count count(Actor actor, Filter filter, int most) {
        Asked asked = filter.within(actor.scope().on("l"));
        int found = database.inEnvironment(actor.where(), transaction -> transaction
                .createQuery("select count(*) from (select" + asked.sql() + " limit :more) those")
                .bindMap(asked.binds())
                .bind("more", most + 1)
                .mapTo(Integer.class)
                .one());
        return Count.of(found, most);
    }

    /** The machines of a query, each with its license: all licenses are read at once. */
    private List<FoundMachine> found(Handle transaction, Actor actor, Query query) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Activation> machines =
                query.map((row, context) -> ActivationRows.map(row)).list();
        Set<UUID> ids = machines.stream().map(Activation::licenseId).collect(Collectors.toSet());
        Map<UUID, License> licenses = LicenseRows.reached(transaction, actor, ids).stream()
                .collect(Collectors.toMap(License::id, license -> license));
        // A license that went out of reach between the two statements takes its machines along.
        return machines.stream()
                .flatMap(machine -> Optional.ofNullable(licenses.get(machine.licenseId()))
                        .map(license -> new FoundMachine(
                                license, machine, license.terms().heartbeats().status(machine.signsOfLife(), now)))
                        .stream())
                .toList();
    }
}

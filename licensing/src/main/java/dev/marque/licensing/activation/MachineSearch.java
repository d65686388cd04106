package dev.marque.licensing.activation;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Machines across the licenses that an actor reaches. Those of revoked and archived licenses are not found. Thread-safe. */
@Singleton
public class MachineSearch {

    private static final String SELECT = """
            select a.* from license_activations a join licenses l on l.tenant_id = a.tenant_id and l.id = a.license_id
            where a.deactivated_at is null and l.state not in ('REVOKED', 'ARCHIVED') and
            """;

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
     */
    public record Filter(
            @Nullable UUID id,
            @Nullable String fingerprint,
            @Nullable UUID licenseId,
            @Nullable UUID policyId,
            @Nullable UUID productId) {

        /** That machine. */
        public static Filter of(UUID id) {
            return new Filter(id, null, null, null, null);
        }

        /** The machines with that fingerprint's value. */
        public static Filter of(String fingerprint) {
            return new Filter(null, fingerprint, null, null, null);
        }
    }

    /** The machine of an activation's id. */
    public Optional<FoundMachine> byId(Actor actor, UUID id) {
        return list(actor, Filter.of(id), PageRequest.first(1)).items().stream().findFirst();
    }

    /** The machines, newest first. */
    public Page<FoundMachine> list(Actor actor, Filter filter, PageRequest request) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Condition reach = actor.scope().on("l");
        List<FoundMachine> rows = database.inEnvironment(actor.where(), transaction -> {
            Map<UUID, License> licenses = new HashMap<>();
            return transaction
                    .createQuery(SELECT + reach.sql() + """
                             and (cast(:id as uuid) is null or a.id = :id)
                             and (cast(:fingerprint as text) is null or a.fingerprint = :fingerprint)
                             and (cast(:license as uuid) is null or a.license_id = :license)
                             and (cast(:policy as uuid) is null or l.policy_id = :policy)
                             and (cast(:product as uuid) is null or l.product_id = :product)
                             and (cast(:after as uuid) is null or a.id < :after)
                            order by a.id desc limit :limit
                            """)
                    .bindMap(reach.binds())
                    .bind("id", filter.id())
                    .bind("fingerprint", filter.fingerprint())
                    .bind("license", filter.licenseId())
                    .bind("policy", filter.policyId())
                    .bind("product", filter.productId())
                    .bind("after", request.after().orElse(null))
                    .bind("limit", request.limit() + 1)
                    .map((row, context) -> ActivationRows.map(row))
                    .list()
                    .stream()
                    .map(machine -> found(transaction, actor, licenses, machine, now))
                    .toList();
        });
        return Page.of(rows, request, machine -> machine.activation().id());
    }

    private static FoundMachine found(
            Handle transaction, Actor actor, Map<UUID, License> known, Activation machine, Instant now) {
        License license = known.computeIfAbsent(machine.licenseId(), id -> LicenseRows.read(transaction, actor, id));
        return new FoundMachine(license, machine, license.terms().heartbeats().status(machine.signsOfLife(), now));
    }
}

package dev.marque.licensing.activation;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.licensing.access.Places;
import dev.marque.licensing.license.FirstUse;
import dev.marque.licensing.license.LicenseRows;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.RecordScope.Condition;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Finds machines that hold seats and are not heard of, and takes them off. A machine is heard of when it activates, gets a
 * token, gives a sign of life or validates; validations are remembered to the hour. Thread-safe.
 */
@Singleton
public class UnseenMachines {

    private final Database database;
    private final Seats seats;
    private final InstantSource clock;

    @Inject
    public UnseenMachines(
            Database database, FirstUse firstUse, Places places, ChangeLog changes, InstantSource clock, Ids ids) {
        this.database = database;
        this.seats = new Seats(firstUse, places, changes, clock, ids);
        this.clock = clock;
    }

    /** Those of the licenses that the actor reaches, the machine activated last first. */
    public Page<UnseenMachine> list(Actor actor, UnseenFilter filter, PageRequest request) {
        List<UnseenMachine> rows =
                database.inEnvironment(actor.where(), transaction -> read(transaction, actor, filter, request));
        return Page.of(rows, request, row -> row.activation().id());
    }

    /**
     * Takes a page of them off. A machine that is heard of meanwhile keeps its seat. Who asks again without {@code after}
     * until nothing is left has taken all off.
     *
     * @return the page as it was found; those of it that are off now are its items
     */
    public Page<UnseenMachine> reclaim(Actor actor, UnseenFilter filter, PageRequest request) {
        return database.inEnvironment(actor.where(), transaction -> {
            Page<UnseenMachine> page =
                    Page.of(read(transaction, actor, filter, request), request, row -> row.activation()
                            .id());
            // Always in the same order, so that two who reclaim at once do not wait for each other in a circle.
            page.items().stream()
                    .map(row -> row.activation().licenseId())
                    .distinct()
                    .sorted()
                    .forEach(license -> LicenseRows.lock(transaction, license));
            List<UUID> off = page.items().stream()
                    .filter(row -> reclaim(transaction, actor, filter, row.activation()))
                    .map(row -> row.activation().id())
                    .toList();
            return new Page<>(
                    page.items().stream()
                            .filter(row -> off.contains(row.activation().id()))
                            .toList(),
                    page.next());
        });
    }

    private boolean reclaim(Handle transaction, Actor actor, UnseenFilter filter, Activation found) {
        return ActivationRows.find(transaction, found.licenseId(), found.id())
                .filter(now -> now.lastSeenAt().isBefore(filter.since()))
                .map(now -> {
                    seats.reclaim(transaction, actor, now, clock.instant().truncatedTo(ChronoUnit.MICROS));
                    return true;
                })
                .orElse(false);
    }

    private static List<UnseenMachine> read(Handle transaction, Actor actor, UnseenFilter filter, PageRequest request) {
        Condition reach = actor.scope().on("l");
        return transaction
                .createQuery("""
                        select a.*, l.number as license_number
                        from license_activations a join licenses l on l.tenant_id = a.tenant_id and l.id = a.license_id
                        where a.deactivated_at is null
                          and greatest(a.refreshed_at, a.last_heartbeat_at, a.seen_at) < :since
                          and (cast(:license as uuid) is null or a.license_id = :license)
                          and (cast(:after as uuid) is null or a.id < :after)
                          and\s""" + reach.sql() + " order by a.id desc limit :limit")
                .bindMap(reach.binds())
                .bind("since", filter.since())
                .bind("license", filter.licenseId())
                .bind("after", request.after().orElse(null))
                .bind("limit", request.limit() + 1)
                .map((row, context) -> new UnseenMachine(row.getString("license_number"), ActivationRows.map(row)))
                .list();
    }
}

package dev.marque.keygen.machine;

import dev.marque.kernel.page.Cursor;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.licensing.activation.FoundMachine;
import dev.marque.licensing.activation.MachineSearch;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.outbox.EventConsumer;
import dev.marque.platform.outbox.OutboxEvent;
import dev.marque.platform.tenant.EnvironmentCode;
import dev.marque.platform.tenant.TenantEnvironment;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Lets what this room keeps of a machine go with it, however it went: through our own API, by silence, by a transfer of its
 * license, to another license. Idempotent: what is gone already is no matter. Thread-safe.
 */
@Singleton
public class MachinesGone implements EventConsumer {

    private static final Set<String> ENDS =
            Set.of("activation.deactivated", "activation.reclaimed", "activation.culled");

    /** Told of the license that has the other's machines from then on. */
    private static final String MERGED = "license.merged";

    private static final List<String> OF_MACHINES = List.of("keygen_components", "keygen_processes");

    private final Database database;
    private final MachineSearch machines;

    @Inject
    public MachinesGone(Database database, MachineSearch machines) {
        this.database = database;
        this.machines = machines;
    }

    @Override
    public String name() {
        return "keygen-machines-gone";
    }

    @Override
    public boolean wants(String type) {
        return ENDS.contains(type) || type.equals(MERGED);
    }

    /** Nothing can be left by a machine that went before the first of these rows was written. */
    @Override
    public boolean wantsAnyOf(TenantId tenant) {
        return database.acrossEnvironments(
                tenant,
                transaction -> transaction.createQuery("""
                        select exists (select from keygen_components) or exists (select from keygen_processes)
                            or exists (select from keygen_details where kind = 'MACHINE')
                        """).mapTo(Boolean.class).one());
    }

    @Override
    public void handle(OutboxEvent event) {
        if (event.type().equals(MERGED)) {
            move(event);
        } else {
            forget(event);
        }
    }

    private void forget(OutboxEvent event) {
        database.acrossEnvironments(event.tenantId(), transaction -> {
            for (String table : OF_MACHINES) {
                transaction
                        .createUpdate("delete from " + table + " where machine_id = :machine")
                        .bind("machine", event.aggregateId())
                        .execute();
            }
            return transaction
                    .createUpdate("delete from keygen_details where kind = 'MACHINE' and record_id = :machine")
                    .bind("machine", event.aggregateId())
                    .execute();
        });
    }

    private void move(OutboxEvent event) {
        EnvironmentCode environment = new EnvironmentCode(
                Objects.requireNonNullElse(event.environment(), EnvironmentCode.PRODUCTION.value()));
        Actor room = Actor.system(new TenantEnvironment(event.tenantId(), environment), "keygen");
        MachineSearch.Filter ofLicense = new MachineSearch.Filter(null, null, event.aggregateId(), null, null);
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
        while (true) {
            Page<FoundMachine> page = machines.list(room, ofLicense, request);
            UUID[] ids = page.items().stream()
                    .map(machine -> machine.activation().id())
                    .toArray(UUID[]::new);
            database.runInEnvironment(room.where(), transaction -> {
                for (String table : OF_MACHINES) {
                    transaction
                            .createUpdate("update " + table + " set license_id = :license"
                                    + " where machine_id = any(:machines) and license_id <> :license")
                            .bind("license", event.aggregateId())
                            .bind("machines", ids)
                            .execute();
                }
            });
            if (page.next() == null) {
                return;
            }
            request = new PageRequest(PageRequest.MAX_LIMIT, Cursor.decode(page.next()));
        }
    }
}

package dev.marque.keygen.machine;

import dev.marque.platform.database.Database;
import dev.marque.platform.outbox.EventConsumer;
import dev.marque.platform.outbox.OutboxEvent;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Lets what this room keeps of a machine go with it, however it went: through our own API, by silence, by a transfer of its
 * license. Idempotent: what is gone already is no matter. Thread-safe.
 */
@Singleton
public class MachinesGone implements EventConsumer {

    private static final Set<String> ENDS =
            Set.of("activation.deactivated", "activation.reclaimed", "activation.culled");

    private final Database database;

    @Inject
    public MachinesGone(Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "keygen-machines-gone";
    }

    @Override
    public boolean wants(String type) {
        return ENDS.contains(type);
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
        database.acrossEnvironments(event.tenantId(), transaction -> {
            transaction
                    .createUpdate("delete from keygen_components where machine_id = :machine")
                    .bind("machine", event.aggregateId())
                    .execute();
            transaction
                    .createUpdate("delete from keygen_processes where machine_id = :machine")
                    .bind("machine", event.aggregateId())
                    .execute();
            return transaction
                    .createUpdate("delete from keygen_details where kind = 'MACHINE' and record_id = :machine")
                    .bind("machine", event.aggregateId())
                    .execute();
        });
    }
}

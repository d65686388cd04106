package dev.marque.platform.outbox;

import dev.marque.platform.database.Database;
import java.util.Collection;

/** Which consumers there are: events are queued for these, from the moment of their registration. */
public final class EventConsumers {

    private EventConsumers() {}

    /**
     * Registers the consumers of this configuration. Every process does so before it serves, whether it relays or not:
     * an event that is written while a consumer is unknown is never queued for it.
     *
     * @param names those that are told from now on; all others are queued nothing new, and keep what waits for them
     */
    public static void register(Database database, Collection<String> names) {
        database.runWithoutTenant(transaction -> {
            for (String name : names.stream().sorted().toList()) {
                transaction.createUpdate("""
                                insert into event_consumers (name, active) values (:name, true)
                                on conflict (name) do update set active = true where not event_consumers.active
                                """).bind("name", name).execute();
            }
            transaction
                    .createUpdate("update event_consumers set active = false where active and name <> all(:names)")
                    .bind("names", names.toArray(String[]::new))
                    .execute();
        });
    }
}

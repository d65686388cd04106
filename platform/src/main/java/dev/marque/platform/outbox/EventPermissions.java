package dev.marque.platform.outbox;

import static dev.marque.platform.identity.BuiltInRole.ADMINISTRATOR;

import dev.marque.platform.identity.Permission;
import dev.marque.platform.identity.PermissionSource;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** What one may do with events beyond reading them. */
@Singleton
public class EventPermissions implements PermissionSource {

    public static final String EVENTS_WRITE = "events.write";

    @Override
    public List<Permission> permissions() {
        return List.of(new Permission(
                EVENTS_WRITE, "Replay and skip events that a consumer did not take", Set.of(ADMINISTRATOR)));
    }
}

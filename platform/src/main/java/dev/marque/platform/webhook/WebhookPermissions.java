package dev.marque.platform.webhook;

import static dev.marque.platform.identity.BuiltInRole.ADMINISTRATOR;
import static dev.marque.platform.identity.BuiltInRole.SUPPORT;

import dev.marque.platform.identity.Permission;
import dev.marque.platform.identity.PermissionSource;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** What one may do with webhooks. */
@Singleton
public class WebhookPermissions implements PermissionSource {

    public static final String WEBHOOKS_READ = "webhooks.read";
    public static final String WEBHOOKS_WRITE = "webhooks.write";

    @Override
    public List<Permission> permissions() {
        return List.of(
                new Permission(WEBHOOKS_READ, "See webhooks and their deliveries", Set.of(ADMINISTRATOR, SUPPORT)),
                new Permission(
                        WEBHOOKS_WRITE,
                        "Create, change and delete webhooks, rotate their secrets, replay deliveries",
                        Set.of(ADMINISTRATOR)));
    }
}

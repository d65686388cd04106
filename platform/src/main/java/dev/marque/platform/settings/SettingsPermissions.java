package dev.marque.platform.settings;

import static dev.marque.platform.identity.BuiltInRole.ADMINISTRATOR;
import static dev.marque.platform.identity.BuiltInRole.SUPPORT;

import dev.marque.platform.identity.Permission;
import dev.marque.platform.identity.PermissionSource;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Who may look at settings and quotas, and who may change settings. */
@Singleton
public class SettingsPermissions implements PermissionSource {

    public static final String SETTINGS_READ = "settings.read";
    public static final String SETTINGS_WRITE = "settings.write";

    @Override
    public List<Permission> permissions() {
        return List.of(
                new Permission(SETTINGS_READ, "See the tenant's settings and quotas", Set.of(ADMINISTRATOR, SUPPORT)),
                new Permission(SETTINGS_WRITE, "Change the tenant's settings", Set.of(ADMINISTRATOR)));
    }
}

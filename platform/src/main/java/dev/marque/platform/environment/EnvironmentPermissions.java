package dev.marque.platform.environment;

import static dev.marque.platform.identity.BuiltInRole.ADMINISTRATOR;
import static dev.marque.platform.identity.BuiltInRole.SUPPORT;

import dev.marque.platform.identity.Permission;
import dev.marque.platform.identity.PermissionSource;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Who may look at environments, and who may change them. To work in one needs no permission of its own. */
@Singleton
public class EnvironmentPermissions implements PermissionSource {

    public static final String ENVIRONMENTS_READ = "environments.read";
    public static final String ENVIRONMENTS_WRITE = "environments.write";

    @Override
    public List<Permission> permissions() {
        return List.of(
                new Permission(ENVIRONMENTS_READ, "See environments", Set.of(ADMINISTRATOR, SUPPORT)),
                new Permission(ENVIRONMENTS_WRITE, "Make, rename and delete environments", Set.of(ADMINISTRATOR)));
    }
}

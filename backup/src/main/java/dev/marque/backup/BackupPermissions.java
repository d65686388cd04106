package dev.marque.backup;

import static dev.marque.platform.identity.BuiltInRole.ADMINISTRATOR;

import dev.marque.platform.identity.Permission;
import dev.marque.platform.identity.PermissionSource;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Who may see and make backups; they hold the data of all tenants, so it is the first tenant's staff only. */
@Singleton
public class BackupPermissions implements PermissionSource {

    public static final String READ = "backups.read";
    public static final String WRITE = "backups.write";

    @Override
    public List<Permission> permissions() {
        return List.of(
                new Permission(READ, "See when backups were made and whether they are good", Set.of(ADMINISTRATOR)),
                new Permission(WRITE, "Have a backup made", Set.of(ADMINISTRATOR)));
    }
}

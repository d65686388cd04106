package dev.marque.platform.secrets.rotation;

import static dev.marque.platform.identity.BuiltInRole.OPERATOR;

import dev.marque.platform.identity.Permission;
import dev.marque.platform.identity.PermissionSource;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** The master key belongs to the server. */
@Singleton
public class MasterKeyPermissions implements PermissionSource {

    public static final String MASTER_KEY_READ = "master-key.read";

    @Override
    public List<Permission> permissions() {
        return List.of(
                new Permission(MASTER_KEY_READ, "See how far the replacement of the master key is", Set.of(OPERATOR)));
    }
}

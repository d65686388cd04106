package dev.marque.platform.identity.serviceaccount;

import static dev.marque.platform.identity.BuiltInRole.ADMINISTRATOR;

import dev.marque.platform.identity.Permission;
import dev.marque.platform.identity.PermissionSource;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Who manages service accounts. */
@Singleton
public class ServiceAccountPermissions implements PermissionSource {

    public static final String READ = "service-accounts.read";
    public static final String WRITE = "service-accounts.write";

    @Override
    public List<Permission> permissions() {
        return List.of(
                new Permission(READ, "See service accounts and their roles", Set.of(ADMINISTRATOR)),
                new Permission(WRITE, "Manage service accounts and give them keys", Set.of(ADMINISTRATOR)));
    }
}

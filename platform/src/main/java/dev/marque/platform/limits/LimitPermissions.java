package dev.marque.platform.limits;

import static dev.marque.platform.identity.BuiltInRole.ADMINISTRATOR;
import static dev.marque.platform.identity.BuiltInRole.SUPPORT;

import dev.marque.platform.identity.Permission;
import dev.marque.platform.identity.PermissionSource;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** What people may do with rate limits. */
@Singleton
public class LimitPermissions implements PermissionSource {

    public static final String READ = "rate-limits.read";
    public static final String WRITE = "rate-limits.write";

    @Override
    public List<Permission> permissions() {
        return List.of(
                new Permission(READ, "See how many calls callers may make", Set.of(ADMINISTRATOR, SUPPORT)),
                new Permission(WRITE, "Change how many calls callers may make", Set.of(ADMINISTRATOR)));
    }
}

package dev.marque.platform.limits;

import static dev.marque.platform.identity.BuiltInRole.OPERATOR;

import dev.marque.platform.identity.Permission;
import dev.marque.platform.identity.PermissionSource;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** What operators may do with rate limits: they hold for all vendors. */
@Singleton
public class LimitPermissions implements PermissionSource {

    public static final String READ = "rate-limits.read";
    public static final String WRITE = "rate-limits.write";

    @Override
    public List<Permission> permissions() {
        return List.of(
                new Permission(READ, "See how many calls callers may make", Set.of(OPERATOR)),
                new Permission(WRITE, "Change how many calls callers may make", Set.of(OPERATOR)));
    }
}

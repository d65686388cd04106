package dev.marque.platform.identity.oidc;

import static dev.marque.platform.identity.BuiltInRole.ADMINISTRATOR;

import dev.marque.platform.identity.Permission;
import dev.marque.platform.identity.PermissionSource;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Who decides how staff sign in. */
@Singleton
public class OidcPermissions implements PermissionSource {

    public static final String READ = "oidc-providers.read";
    public static final String WRITE = "oidc-providers.write";

    @Override
    public List<Permission> permissions() {
        return List.of(
                new Permission(READ, "See through which providers staff sign in", Set.of(ADMINISTRATOR)),
                new Permission(WRITE, "Decide through which providers staff sign in", Set.of(ADMINISTRATOR)));
    }
}

package dev.marque.platform.signing;

import static dev.marque.platform.identity.BuiltInRole.ADMINISTRATOR;
import static dev.marque.platform.identity.BuiltInRole.SUPPORT;

import dev.marque.platform.identity.Permission;
import dev.marque.platform.identity.PermissionSource;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Who may see the signing keys and who may replace them. */
@Singleton
public class SigningPermissions implements PermissionSource {

    public static final String SIGNING_KEYS_READ = "signing-keys.read";
    public static final String SIGNING_KEYS_WRITE = "signing-keys.write";

    @Override
    public List<Permission> permissions() {
        return List.of(
                new Permission(
                        SIGNING_KEYS_READ,
                        "See the signing keys, none of their private halves",
                        Set.of(ADMINISTRATOR, SUPPORT)),
                new Permission(SIGNING_KEYS_WRITE, "Replace and revoke signing keys", Set.of(ADMINISTRATOR)));
    }
}

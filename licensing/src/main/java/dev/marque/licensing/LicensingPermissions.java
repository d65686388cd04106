package dev.marque.licensing;

import static dev.marque.platform.identity.BuiltInRole.ADMINISTRATOR;
import static dev.marque.platform.identity.BuiltInRole.SUPPORT;

import dev.marque.platform.identity.BuiltInRole;
import dev.marque.platform.identity.Permission;
import dev.marque.platform.identity.PermissionSource;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** What this room lets people and installations do. */
@Singleton
public class LicensingPermissions implements PermissionSource {

    public static final String PRODUCTS_READ = "products.read";
    public static final String PRODUCTS_WRITE = "products.write";
    public static final String POLICIES_READ = "policies.read";
    public static final String POLICIES_WRITE = "policies.write";
    public static final String LICENSES_READ = "licenses.read";
    public static final String LICENSES_WRITE = "licenses.write";
    public static final String LICENSES_SHOW_KEY = "licenses.show-key";
    public static final String ACTIVATIONS_READ = "activations.read";
    public static final String ACTIVATIONS_WRITE = "activations.write";

    /** No role has it: only a license key brings it along. */
    public static final String LICENSING_USE = "licensing.use";

    @Override
    public List<Permission> permissions() {
        Set<BuiltInRole> staff = Set.of(ADMINISTRATOR, SUPPORT);
        Set<BuiltInRole> administrators = Set.of(ADMINISTRATOR);
        return List.of(
                new Permission(PRODUCTS_READ, "See products", staff),
                new Permission(PRODUCTS_WRITE, "Add and change products", administrators),
                new Permission(POLICIES_READ, "See policies", staff),
                new Permission(POLICIES_WRITE, "Add and change policies", administrators),
                new Permission(LICENSES_READ, "See licenses and their history, without their keys", staff),
                new Permission(
                        LICENSES_WRITE, "Issue, change, suspend, renew, revoke and archive licenses", administrators),
                new Permission(LICENSES_SHOW_KEY, "See license keys, and make license files", administrators),
                new Permission(ACTIVATIONS_READ, "See on which machines a license is active", staff),
                new Permission(ACTIVATIONS_WRITE, "Take machines off a license", administrators),
                new Permission(LICENSING_USE, "Use a license, as an installation does with its key", Set.of()));
    }
}

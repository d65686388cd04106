package dev.marque.licensing;

import static dev.marque.platform.identity.BuiltInRole.ADMINISTRATOR;
import static dev.marque.platform.identity.BuiltInRole.CHANNEL_PARTNER;
import static dev.marque.platform.identity.BuiltInRole.CUSTOMER;
import static dev.marque.platform.identity.BuiltInRole.DEPLOYMENT_ENGINEER;
import static dev.marque.platform.identity.BuiltInRole.LICENSE_HOLDER;
import static dev.marque.platform.identity.BuiltInRole.OPERATOR;
import static dev.marque.platform.identity.BuiltInRole.SALES_REPRESENTATIVE;
import static dev.marque.platform.identity.BuiltInRole.SUPPORT;

import dev.marque.platform.identity.BuiltInRole;
import dev.marque.platform.identity.Permission;
import dev.marque.platform.identity.PermissionSource;
import jakarta.inject.Singleton;
import java.util.EnumSet;
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
    public static final String ACTIVATIONS_OFFLINE = "activations.offline";

    public static final String LICENSE_USERS_WRITE = "license-users.write";
    public static final String LICENSES_ASSIGN = "licenses.assign";
    /** No person has it: only a license key brings it along. */
    public static final String LICENSING_USE = "licensing.use";

    @Override
    public List<Permission> permissions() {
        Set<BuiltInRole> administrators = Set.of(ADMINISTRATOR);
        Set<BuiltInRole> sellers = Set.of(ADMINISTRATOR, SALES_REPRESENTATIVE, CHANNEL_PARTNER);
        Set<BuiltInRole> deployers = Set.of(ADMINISTRATOR, DEPLOYMENT_ENGINEER, CHANNEL_PARTNER, CUSTOMER);
        Set<BuiltInRole> staff =
                Set.of(ADMINISTRATOR, SALES_REPRESENTATIVE, DEPLOYMENT_ENGINEER, CHANNEL_PARTNER, SUPPORT);
        Set<BuiltInRole> people = EnumSet.complementOf(EnumSet.of(LICENSE_HOLDER, OPERATOR));
        Set<BuiltInRole> keyHolders = EnumSet.complementOf(EnumSet.of(SUPPORT, LICENSE_HOLDER, OPERATOR));
        return List.of(
                new Permission(PRODUCTS_READ, "See products", staff),
                new Permission(PRODUCTS_WRITE, "Add and change products", administrators),
                new Permission(POLICIES_READ, "See policies", staff),
                new Permission(POLICIES_WRITE, "Add and change policies", administrators),
                new Permission(LICENSES_READ, "See licenses and their history, without their keys", people),
                new Permission(LICENSES_WRITE, "Issue, change, suspend, renew, revoke and archive licenses", sellers),
                new Permission(LICENSES_SHOW_KEY, "See license keys, and make license files", keyHolders),
                new Permission(ACTIVATIONS_READ, "See on which machines a license is active", people),
                new Permission(ACTIVATIONS_WRITE, "Take machines off a license", deployers),
                new Permission(
                        ACTIVATIONS_OFFLINE,
                        "Activate machines without a network; their files hold the license key",
                        deployers),
                new Permission(
                        LICENSE_USERS_WRITE, "Invite, assign and release the named users of a license", deployers),
                new Permission(
                        LICENSES_ASSIGN, "Say whose a license is: owner, team, partner, customer", administrators),
                new Permission(
                        LICENSING_USE, "Use a license, as an installation does with its key", Set.of(LICENSE_HOLDER)));
    }
}

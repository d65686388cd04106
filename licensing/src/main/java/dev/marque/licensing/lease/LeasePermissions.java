package dev.marque.licensing.lease;

import static dev.marque.platform.identity.BuiltInRole.ADMINISTRATOR;
import static dev.marque.platform.identity.BuiltInRole.CHANNEL_PARTNER;
import static dev.marque.platform.identity.BuiltInRole.CUSTOMER;
import static dev.marque.platform.identity.BuiltInRole.DEPLOYMENT_ENGINEER;
import static dev.marque.platform.identity.BuiltInRole.LICENSE_HOLDER;
import static dev.marque.platform.identity.BuiltInRole.OPERATOR;
import static dev.marque.platform.identity.BuiltInRole.SUPPORT;

import dev.marque.platform.identity.BuiltInRole;
import dev.marque.platform.identity.Permission;
import dev.marque.platform.identity.PermissionSource;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What people may do about leases. Installations have {@code licensing.use}. */
@Singleton
public class LeasePermissions implements PermissionSource {

    public static final String LEASES_READ = "leases.read";
    public static final String LEASES_RELEASE = "leases.release";

    @Override
    public List<Permission> permissions() {
        Set<BuiltInRole> people = EnumSet.complementOf(EnumSet.of(LICENSE_HOLDER, OPERATOR));
        Set<BuiltInRole> releasers = Set.of(ADMINISTRATOR, DEPLOYMENT_ENGINEER, CHANNEL_PARTNER, CUSTOMER, SUPPORT);
        return List.of(
                new Permission(LEASES_READ, "See who holds seats of floating licenses, and who waits", people),
                new Permission(LEASES_RELEASE, "Take seats of floating licenses back", releasers));
    }
}

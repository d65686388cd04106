package dev.marque.licensing.meter;

import static dev.marque.platform.identity.BuiltInRole.ADMINISTRATOR;
import static dev.marque.platform.identity.BuiltInRole.LICENSE_HOLDER;
import static dev.marque.platform.identity.BuiltInRole.OPERATOR;
import static dev.marque.platform.identity.BuiltInRole.SALES_REPRESENTATIVE;

import dev.marque.platform.identity.BuiltInRole;
import dev.marque.platform.identity.Permission;
import dev.marque.platform.identity.PermissionSource;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What meters let people do. */
@Singleton
public class MeterPermissions implements PermissionSource {

    public static final String METERS_READ = "meters.read";
    public static final String METERS_ADJUST = "meters.adjust";

    @Override
    public List<Permission> permissions() {
        Set<BuiltInRole> people = EnumSet.complementOf(EnumSet.of(LICENSE_HOLDER, OPERATOR));
        return List.of(
                new Permission(METERS_READ, "See what licenses have used", people),
                new Permission(
                        METERS_ADJUST, "Correct what licenses have used", Set.of(ADMINISTRATOR, SALES_REPRESENTATIVE)));
    }
}

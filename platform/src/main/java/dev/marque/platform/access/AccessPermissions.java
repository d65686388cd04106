package dev.marque.platform.access;

import static dev.marque.platform.identity.BuiltInRole.ADMINISTRATOR;
import static dev.marque.platform.identity.BuiltInRole.SUPPORT;

import dev.marque.platform.identity.BuiltInRole;
import dev.marque.platform.identity.Permission;
import dev.marque.platform.identity.PermissionSource;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Who may look at roles and groups, and who may change them. */
@Singleton
public class AccessPermissions implements PermissionSource {

    public static final String ROLES_READ = "roles.read";
    public static final String ROLES_WRITE = "roles.write";
    public static final String TEAMS_READ = "teams.read";
    public static final String TEAMS_WRITE = "teams.write";
    public static final String PARTNERS_READ = "partners.read";
    public static final String PARTNERS_WRITE = "partners.write";

    @Override
    public List<Permission> permissions() {
        Set<BuiltInRole> staff = Set.of(ADMINISTRATOR, SUPPORT);
        Set<BuiltInRole> administrators = Set.of(ADMINISTRATOR);
        return List.of(
                new Permission(ROLES_READ, "See roles, and every permission there is", staff),
                new Permission(ROLES_WRITE, "Make, change and delete roles of the tenant's own", administrators),
                new Permission(TEAMS_READ, "See teams, and who is in them", staff),
                new Permission(TEAMS_WRITE, "Make, rename and delete teams, and put users into them", administrators),
                new Permission(PARTNERS_READ, "See partners", staff),
                new Permission(PARTNERS_WRITE, "Add, rename and delete partners", administrators));
    }
}

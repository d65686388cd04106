package dev.marque.platform.tenancy;

import static dev.marque.platform.identity.BuiltInRole.ADMINISTRATOR;
import static dev.marque.platform.identity.BuiltInRole.OPERATOR;

import dev.marque.platform.identity.Permission;
import dev.marque.platform.identity.PermissionSource;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** What operators do with tenants, and what a tenant does with itself. No role has both. */
@Singleton
public class TenancyPermissions implements PermissionSource {

    public static final String TENANTS_READ = "tenants.read";
    public static final String TENANTS_WRITE = "tenants.write";
    public static final String TENANT_EXPORT = "tenant.export";

    @Override
    public List<Permission> permissions() {
        return List.of(
                new Permission(TENANTS_READ, "See the tenants of this server, none of their records", Set.of(OPERATOR)),
                new Permission(
                        TENANTS_WRITE,
                        "Create, suspend, resume and delete tenants, and set their quotas",
                        Set.of(OPERATOR)),
                new Permission(TENANT_EXPORT, "Take along everything of the own tenant", Set.of(ADMINISTRATOR)));
    }
}

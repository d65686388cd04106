package dev.marque.platform.audit;

import dev.marque.platform.identity.BuiltInRole;
import dev.marque.platform.identity.Permission;
import dev.marque.platform.identity.PermissionSource;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** What the audit trail lets people do beyond reading it. */
@Singleton
public class AuditPermissions implements PermissionSource {

    public static final String VERIFY = "audit.verify";
    public static final String EXPORT = "audit.export";

    @Override
    public List<Permission> permissions() {
        Set<BuiltInRole> administrators = Set.of(BuiltInRole.ADMINISTRATOR);
        return List.of(
                new Permission(VERIFY, "Verify the audit trail and see its check-points", administrators),
                new Permission(EXPORT, "Export the audit trail", administrators));
    }
}

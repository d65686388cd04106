package dev.marque.app.openapi;

import dev.marque.app.openapi.Document.Described;
import dev.marque.app.testing.Golden;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import dev.marque.licensing.LicensingPermissions;
import dev.marque.platform.identity.BuiltInRole;
import dev.marque.platform.identity.Permissions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who may call what, on one page, so that a change of it is seen in the review. */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class RolePermissionsTest {

    @Inject
    World world;

    @Inject
    Permissions permissions;

    @Test
    void whoMayCallWhatIsAsReviewed() {
        String lines = Document.of(world).operations().stream()
                .map(this::line)
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));

        Golden.check(
                "role-permissions.txt",
                line("operation", "permission", "administrator", "support", "license") + "\n" + lines);
    }

    private String line(Described operation) {
        String permission = operation.node().path("x-permission").asText();
        if (permission.isEmpty()) {
            return line(operation.id(), "(open)", "yes", "yes", "yes");
        }
        return line(
                operation.id(),
                permission,
                mark(permissions.of(BuiltInRole.ADMINISTRATOR).contains(permission)),
                mark(permissions.of(BuiltInRole.SUPPORT).contains(permission)),
                mark(permission.equals(LicensingPermissions.LICENSING_USE)));
    }

    private static String mark(boolean allowed) {
        return allowed ? "yes" : "-";
    }

    private static String line(
            String operation, String permission, String administrator, String support, String license) {
        return "%-20s %-18s %-13s  %-7s  %s".formatted(operation, permission, administrator, support, license);
    }
}

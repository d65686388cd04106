package dev.marque.app.openapi;

import dev.marque.app.openapi.Document.Described;
import dev.marque.app.testing.Golden;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import dev.marque.platform.identity.BuiltInRole;
import dev.marque.platform.identity.Permissions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
    void whoMayCallWhatOnWhichRecordsIsAsReviewed() {
        List<String> lines = new ArrayList<>();
        lines.add(line("operation", "permission", role -> role.code()));
        lines.add(line("(reach)", "", role -> role.reach().name()));
        Document.of(world).operations().stream().map(this::line).sorted().forEach(lines::add);
        Golden.check("role-permissions.txt", String.join("\n", lines) + "\n");
    }

    private String line(Described operation) {
        String permission = operation.node().path("x-permission").asText();
        return permission.isEmpty()
                ? line(operation.id(), "(open)", role -> "yes")
                : line(operation.id(), permission, role -> permissions.of(role).contains(permission) ? "yes" : "-");
    }

    private static String line(String operation, String permission, Function<BuiltInRole, String> cell) {
        StringBuilder line = new StringBuilder("%-22s %-18s".formatted(operation, permission));
        for (BuiltInRole role : BuiltInRole.values()) {
            line.append(("  %-" + role.code().length() + "s").formatted(cell.apply(role)));
        }
        return line.toString().stripTrailing();
    }
}

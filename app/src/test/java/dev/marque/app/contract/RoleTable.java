package dev.marque.app.contract;

import static java.util.Objects.requireNonNull;

import dev.marque.platform.identity.BuiltInRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The reviewed table of who may call what: {@code role-permissions.txt}.
 *
 * @param roles the columns
 * @param lines by operation; the first cell is the permission, then one for each role
 */
record RoleTable(List<String> roles, Map<String, List<String>> lines) {

    private static final Path FILE = Path.of("src/test/resources/golden/role-permissions.txt");

    static RoleTable reviewed() throws IOException {
        Map<String, List<String>> lines = new HashMap<>();
        for (String line : Files.readAllLines(FILE)) {
            List<String> cells = Arrays.asList(line.split("\\s+"));
            lines.put(cells.getFirst(), cells.subList(1, cells.size()));
        }
        List<String> header = requireNonNull(lines.remove("operation"));
        lines.remove("(reach)");
        return new RoleTable(header.subList(1, header.size()), lines);
    }

    String permission(String operation) {
        return line(operation).getFirst();
    }

    boolean lets(BuiltInRole role, String operation) {
        return line(operation).get(1 + roles.indexOf(role.code())).equals("yes");
    }

    private List<String> line(String operation) {
        return requireNonNull(lines.get(operation), operation);
    }
}

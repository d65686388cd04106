package dev.marque.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Checks that a room's {@code index.txt} lists exactly the migrations in its folder, in order, and named as agreed. */
public final class MigrationIndex {

    private MigrationIndex() {}

    /** Call from the module of the room: the folder is looked for in its sources. */
    public static void check(String room) throws IOException {
        Path folder = Path.of("src/main/resources/db/migration", room);
        try (Stream<Path> files = Files.list(folder)) {
            List<String> present = files.map(f -> f.getFileName().toString())
                    .filter(f -> !f.equals("index.txt") && !f.endsWith(".sql.conf"))
                    .sorted()
                    .toList();
            assertThat(present).allMatch(f -> f.matches("V\\d{8}_\\d{4}__[a-z0-9_]+\\.sql"));
            assertThat(Files.readAllLines(folder.resolve("index.txt")))
                    .as("%s/index.txt lists every migration, sorted", folder)
                    .isEqualTo(present);
        }
    }
}

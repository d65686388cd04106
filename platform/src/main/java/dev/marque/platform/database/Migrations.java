package dev.marque.platform.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * Brings the schema up to date from the migrations of each room.
 *
 * <p>A room keeps its migrations in {@code db/migration/<room>/}, named {@code V<yyyyMMdd>_<HHmm>__<what>.sql}, and
 * lists them in {@code index.txt} there, one file name per line. The list is explicit because scanning a class path
 * works differently in a packaged application than in a test. Rooms may be merged in any order of time.
 *
 * <p>{@code ${appRole}} in a migration is the application's role.
 */
public final class Migrations {

    private final List<String> rooms;

    public Migrations(List<String> rooms) {
        this.rooms = List.copyOf(rooms);
    }

    public List<String> rooms() {
        return rooms;
    }

    /**
     * Applies what is missing. Several processes may do so at once: one migrates, the others wait.
     *
     * @param owner the role that owns the tables
     * @param appRole the application's role, which is granted what it needs and nothing more
     * @return how many migrations were applied
     * @throws MigrationFailed with the file and PostgreSQL's words
     */
    public int migrate(PostgresAddress owner, String appRole) {
        try {
            return Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(owner.jdbcUrl(), owner.user(), owner.password())
                    .table("schema_migrations")
                    .resourceProvider(new RoomResources(load()))
                    .javaMigrationClassProvider(List::of)
                    .placeholders(Map.of("appRole", appRole))
                    .outOfOrder(true)
                    .ignoreMigrationPatterns("*:future")
                    .cleanDisabled(true)
                    .connectRetries(0)
                    .loggers("slf4j")
                    .load()
                    .migrate()
                    .migrationsExecuted;
        } catch (FlywayException e) {
            throw new MigrationFailed("The database schema could not be brought up to date. " + e.getMessage(), e);
        }
    }

    private List<LoadableResource> load() {
        List<LoadableResource> found = new ArrayList<>();
        for (String room : rooms) {
            String folder = "db/migration/" + room + "/";
            for (String file :
                    text(folder + "index.txt").lines().map(String::strip).toList()) {
                if (!file.isEmpty() && !file.startsWith("#")) {
                    found.add(new RoomResource(folder + file, file, text(folder + file)));
                }
            }
        }
        return found;
    }

    private static String text(String path) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        try (InputStream in = open(context, path)) {
            if (in == null) {
                throw new IllegalStateException(
                        "Missing on the class path: " + path + " (every room lists its migrations in index.txt)");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    private static @Nullable InputStream open(@Nullable ClassLoader context, String path) {
        InputStream in = context == null ? null : context.getResourceAsStream(path);
        return in != null ? in : Migrations.class.getClassLoader().getResourceAsStream(path);
    }

    private record RoomResources(List<LoadableResource> resources) implements ResourceProvider {
        @Override
        public @Nullable LoadableResource getResource(String name) {
            return resources.stream()
                    .filter(r -> r.getRelativePath().equals(name))
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return resources.stream()
                    .filter(r -> r.getFilename().startsWith(prefix))
                    .filter(r -> List.of(suffixes).stream().anyMatch(r.getFilename()::endsWith))
                    .toList();
        }
    }

    private static final class RoomResource extends LoadableResource {
        private final String path;
        private final String filename;
        private final String content;

        RoomResource(String path, String filename, String content) {
            this.path = path;
            this.filename = filename;
            this.content = content;
        }

        @Override
        public Reader read() {
            return new StringReader(content);
        }

        @Override
        public String getAbsolutePath() {
            return path;
        }

        @Override
        public @Nullable String getAbsolutePathOnDisk() {
            return path;
        }

        @Override
        public String getFilename() {
            return filename;
        }

        @Override
        public String getRelativePath() {
            return path;
        }
    }
}

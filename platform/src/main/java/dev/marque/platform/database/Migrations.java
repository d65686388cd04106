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
import java.util.Optional;
import java.util.Set;
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
 * <p>{@code ${appRole}} in a migration is the application's role. Beside {@code V….sql} there may be
 * {@code V….sql.conf} with {@code executeInTransaction=false}, which {@code create index concurrently} needs.
 */
public final class Migrations {

    /** The table in which the database remembers what was applied. */
    public static final String HISTORY = "schema_migrations";

    private final List<String> rooms;
    private final @Nullable Set<String> only;

    public Migrations(List<String> rooms) {
        this(rooms, null);
    }

    private Migrations(List<String> rooms, @Nullable Set<String> only) {
        this.rooms = List.copyOf(rooms);
        this.only = only;
    }

    /** Only these, named as {@link #scripts} names them: the schema as another Marque once had it. */
    public Migrations only(Set<String> scripts) {
        return new Migrations(rooms, Set.copyOf(scripts));
    }

    /** What this Marque can apply, by the names under which the database remembers it. */
    public List<String> scripts() {
        return load().stream()
                .map(LoadableResource::getRelativePath)
                .filter(name -> name.endsWith(".sql"))
                .toList();
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
            int executed = flyway(owner, appRole).migrate().migrationsExecuted;
            BackupReads.allow(owner);
            return executed;
        } catch (FlywayException e) {
            throw new MigrationFailed("The database schema could not be brought up to date. " + e.getMessage(), e);
        }
    }

    /**
     * Checks that exactly these migrations were applied, and none was altered since.
     *
     * @throws MigrationFailed with what differs
     */
    public void validate(PostgresAddress owner, String appRole) {
        try {
            flyway(owner, appRole).validate();
        } catch (FlywayException e) {
            throw new MigrationFailed("The schema is not the one that the migrations make. " + e.getMessage(), e);
        }
    }

    private Flyway flyway(PostgresAddress owner, String appRole) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(owner.jdbcUrl(), owner.user(), owner.password())
                .table(HISTORY)
                .resourceProvider(new RoomResources(load()))
                .javaMigrationClassProvider(List::of)
                .placeholders(Map.of("appRole", appRole))
                .outOfOrder(true)
                .ignoreMigrationPatterns("*:future")
                // A restore begins with its own note in the schema, which Flyway would not take for empty.
                .baselineOnMigrate(only != null)
                .baselineVersion("0")
                .cleanDisabled(true)
                .connectRetries(0)
                .loggers("slf4j")
                // Held by a session instead: create index concurrently waits for every open transaction, Flyway's too.
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load();
    }

    private List<LoadableResource> load() {
        List<LoadableResource> found = new ArrayList<>();
        for (String room : rooms) {
            String folder = "db/migration/" + room + "/";
            for (String file :
                    text(folder + "index.txt").lines().map(String::strip).toList()) {
                if (!file.isEmpty() && !file.startsWith("#") && (only == null || only.contains(folder + file))) {
                    found.add(new RoomResource(folder + file, file, text(folder + file)));
                    optionalText(folder + file + ".conf")
                            .ifPresent(
                                    text -> found.add(new RoomResource(folder + file + ".conf", file + ".conf", text)));
                }
            }
        }
        return found;
    }

    private static String text(String path) {
        return optionalText(path)
                .orElseThrow(() -> new IllegalStateException(
                        "Missing on the class path: " + path + " (every room lists its migrations in index.txt)"));
    }

    private static Optional<String> optionalText(String path) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        try (InputStream in = open(context, path)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
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

package dev.marque.platform.database;

import dev.marque.platform.config.ConfigurationProblem;
import dev.marque.platform.config.MarqueConfiguration;
import dev.marque.platform.config.MasterKey;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives a process its database: the operator's ({@code DATABASE_URL}) or an embedded one, migrated and checked.
 *
 * <p>Close it last, and always: it stops what it started, and nobody else does.
 */
public final class DatabaseLauncher implements AutoCloseable {

    /**
     * What has to be known.
     *
     * @param data the data folder
     * @param url the operator's database; empty: an embedded one
     * @param appUrl a role prepared by the operator
     * @param masterKey in base64; may be empty with an embedded database
     * @param archiveLog whether an embedded database keeps its write-ahead log for others
     */
    public record Settings(
            Path data,
            Optional<String> url,
            Optional<String> appUrl,
            Optional<String> masterKey,
            int poolSize,
            boolean migrate,
            boolean archiveLog) {

        public static Settings of(MarqueConfiguration configuration) {
            return new Settings(
                    Path.of(configuration.data()),
                    configuration.database().url(),
                    configuration.database().appUrl(),
                    configuration.masterKey(),
                    configuration.database().poolSize(),
                    configuration.database().migrate(),
                    configuration.backup().wal());
        }

        /** Without keeping the log. */
        public Settings(
                Path data,
                Optional<String> url,
                Optional<String> appUrl,
                Optional<String> masterKey,
                int poolSize,
                boolean migrate) {
            this(data, url, appUrl, masterKey, poolSize, migrate, false);
        }

        ServerPlan serverPlan() {
            return archiveLog ? ServerPlan.ARCHIVING : ServerPlan.PLAIN;
        }
    }

    private final @Nullable EmbeddedPostgresServer server;
    private final MasterKey masterKey;
    private final PostgresAddress owner;
    private final PostgresAddress app;
    private final Database database;

    private DatabaseLauncher(
            @Nullable EmbeddedPostgresServer server,
            MasterKey masterKey,
            PostgresAddress owner,
            PostgresAddress app,
            int poolSize) {
        this.server = server;
        this.masterKey = masterKey;
        this.owner = owner;
        this.app = app;
        this.database = Database.open(app, poolSize);
    }

    /**
     * Returns when the database answers and its schema is up to date.
     *
     * @throws DatabaseStartFailed with the way out
     * @throws MigrationFailed with the file and PostgreSQL's words
     * @throws ConfigurationProblem with the variable
     */
    public static DatabaseLauncher start(Settings settings, Migrations migrations, Progress progress) {
        return settings.url().isPresent()
                ? external(settings.url().get(), settings, migrations, progress)
                : embedded(settings, migrations, progress);
    }

    private static DatabaseLauncher embedded(Settings settings, Migrations migrations, Progress progress) {
        EmbeddedPostgresServer server = EmbeddedPostgresServer.start(settings.data(), settings.serverPlan(), progress);
        try {
            MasterKey masterKey =
                    settings.masterKey().map(MasterKey::parse).orElseGet(() -> MasterKey.in(settings.data()));
            PostgresAddress owner = server.owner();
            PostgresAddress app = server.app();
            ExternalPostgres.locked(owner, progress, connection -> {
                UnfinishedRestore.requireNone(connection);
                migrate(settings, migrations, progress, owner, app);
                ExternalPostgres.requireHarmless(connection, app);
                return true;
            });
            return new DatabaseLauncher(server, masterKey, owner, app, settings.poolSize());
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static DatabaseLauncher external(String url, Settings settings, Migrations migrations, Progress progress) {
        MasterKey masterKey = settings.masterKey()
                .map(MasterKey::parse)
                .orElseThrow(() -> new ConfigurationProblem("MARQUE_MASTER_KEY (or MARQUE_MASTER_KEY_FILE) must be set"
                        + " together with DATABASE_URL: every process that shares the database needs the same one."
                        + " Make one with: openssl rand -base64 32"));
        PostgresAddress owner = parse("DATABASE_URL", url);
        progress.step("Connecting to " + owner.jdbcUrl());
        PostgresAddress app = ExternalPostgres.locked(owner, progress, connection -> {
            UnfinishedRestore.requireNone(connection);
            PostgresAddress role = settings.appUrl().isPresent()
                    ? parse("MARQUE_DATABASE_APP_URL", settings.appUrl().get())
                    : ExternalPostgres.ensureAppRole(connection, owner, masterKey);
            ExternalPostgres.requireHarmless(connection, role);
            ExternalPostgres.requireAccepted(role);
            migrate(settings, migrations, progress, owner, role);
            ExternalPostgres.requireHarmless(connection, role);
            return role;
        });
        return new DatabaseLauncher(null, masterKey, owner, app, settings.poolSize());
    }

    private static void migrate(
            Settings settings, Migrations migrations, Progress progress, PostgresAddress owner, PostgresAddress app) {
        if (settings.migrate()) {
            progress.step("Bringing the schema up to date");
            migrations.migrate(owner, app.user());
        }
    }

    static PostgresAddress parse(String variable, String url) {
        try {
            return PostgresAddress.parse(url);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationProblem(variable + " cannot be used. " + e.getMessage(), e);
        }
    }

    /** The way in, for everything that serves requests or runs jobs. */
    public Database database() {
        return database;
    }

    /** For backups and {@code ./dev sh}; never for serving. */
    public PostgresAddress owner() {
        return owner;
    }

    /** The role as which {@link #database()} connects. */
    public PostgresAddress app() {
        return app;
    }

    public MasterKey masterKey() {
        return masterKey;
    }

    public boolean isEmbedded() {
        return server != null;
    }

    /** The embedded server's files; empty for an operator's. */
    public Optional<ServerFiles> files() {
        return Optional.ofNullable(server).map(EmbeddedPostgresServer::files);
    }

    /** Whether requests can be served now. */
    public boolean ready() {
        return database.ready();
    }

    @Override
    public void close() {
        database.close();
        if (server != null) {
            server.close();
        }
    }
}

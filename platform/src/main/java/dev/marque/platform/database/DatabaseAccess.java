package dev.marque.platform.database;

import dev.marque.platform.config.ConfigurationProblem;
import dev.marque.platform.config.MasterKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The owner's way to a database for commands that serve nothing: the operator's, the embedded one of a Marque that runs,
 * or the embedded one of a Marque that does not, which is then started until this is closed.
 */
public final class DatabaseAccess implements AutoCloseable {

    private final @Nullable EmbeddedPostgresServer started;
    private final PostgresAddress owner;
    private final String appUser;
    private final MasterKey masterKey;

    private DatabaseAccess(
            @Nullable EmbeddedPostgresServer started, PostgresAddress owner, String appUser, MasterKey masterKey) {
        this.started = started;
        this.owner = owner;
        this.appUser = appUser;
        this.masterKey = masterKey;
    }

    /** For reading, also beside a Marque that runs on the same data folder. */
    public static DatabaseAccess shared(DatabaseLauncher.Settings settings, Progress progress) {
        Path data = settings.data().toAbsolutePath().normalize();
        Optional<EmbeddedRoles> running =
                settings.url().isPresent() ? Optional.empty() : EmbeddedPostgresServer.running(data);
        return running.isPresent()
                ? new DatabaseAccess(
                        null, running.get().owner(), running.get().app().user(), masterKey(settings))
                : exclusive(settings, progress);
    }

    /**
     * For replacing what is there: no other Marque holds the data folder.
     *
     * @throws DatabaseStartFailed if one does
     * @throws ConfigurationProblem if the master key is missing
     */
    public static DatabaseAccess exclusive(DatabaseLauncher.Settings settings, Progress progress) {
        MasterKey masterKey = masterKey(settings);
        if (settings.url().isPresent()) {
            return external(settings, masterKey, progress);
        }
        EmbeddedPostgresServer server = EmbeddedPostgresServer.start(settings.data(), settings.serverPlan(), progress);
        return new DatabaseAccess(server, server.owner(), server.app().user(), masterKey);
    }

    private static DatabaseAccess external(DatabaseLauncher.Settings settings, MasterKey masterKey, Progress progress) {
        PostgresAddress owner =
                DatabaseLauncher.parse("DATABASE_URL", settings.url().orElseThrow());
        PostgresAddress app = settings.appUrl().isPresent()
                ? DatabaseLauncher.parse(
                        "MARQUE_DATABASE_APP_URL", settings.appUrl().get())
                : ExternalPostgres.locked(
                        owner, progress, connection -> ExternalPostgres.ensureAppRole(connection, owner, masterKey));
        return new DatabaseAccess(null, owner, app.user(), masterKey);
    }

    /** A key that is made here would open nothing that exists. */
    public static MasterKey masterKey(DatabaseLauncher.Settings settings) {
        if (settings.masterKey().isPresent()) {
            return MasterKey.parse(settings.masterKey().get());
        }
        if (settings.url().isEmpty() && Files.exists(MasterKey.file(settings.data()))) {
            return MasterKey.in(settings.data());
        }
        throw new ConfigurationProblem(
                "The master key is missing: backups are encrypted under it. Set MARQUE_MASTER_KEY"
                        + " or MARQUE_MASTER_KEY_FILE, or put the file master.key into the data folder "
                        + settings.data()
                        + ".");
    }

    public PostgresAddress owner() {
        return owner;
    }

    /** The role as which requests are served. */
    public String appUser() {
        return appUser;
    }

    public MasterKey masterKey() {
        return masterKey;
    }

    @Override
    public void close() {
        if (started != null) {
            started.close();
        }
    }
}

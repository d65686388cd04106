package dev.marque.app.boot;

import dev.marque.backup.BackupMaker;
import dev.marque.backup.BackupWork;
import dev.marque.backup.Retention;
import dev.marque.backup.ScratchRestore;
import dev.marque.backup.archive.ArchiveKey;
import dev.marque.backup.store.ArchiveStore;
import dev.marque.backup.store.ArchiveStores;
import dev.marque.backup.wal.LogState;
import dev.marque.backup.wal.LogWork;
import dev.marque.kernel.id.Ids;
import dev.marque.platform.config.BackupConfiguration;
import dev.marque.platform.config.ConfigurationProblem;
import dev.marque.platform.config.MarqueConfiguration;
import dev.marque.platform.config.MasterKey;
import dev.marque.platform.config.Role;
import dev.marque.platform.database.Database;
import dev.marque.platform.database.DatabaseLauncher;
import dev.marque.platform.database.Migrations;
import dev.marque.platform.database.PostgresAddress;
import dev.marque.platform.database.ServerFiles;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Backups as configured. */
@Singleton
public class BackupBeans {

    /** The work of a process with the role {@code backup}; empty without the role or without a store. */
    @Produces
    @Singleton
    Optional<BackupWork> work(
            MarqueConfiguration configuration,
            DatabaseLauncher launcher,
            Database database,
            Clock clock,
            Ids ids,
            SecureRandom random) {
        if (!configuration.roles().contains(Role.BACKUP)) {
            return Optional.empty();
        }
        return ArchiveStores.of(configuration.backup())
                .map(store -> maker(configuration, launcher.owner(), launcher.masterKey(), store, clock, random))
                .map(maker ->
                        new BackupWork(database, maker, configuration.backup().every(), clock, ids));
    }

    @Produces
    @Singleton
    LogState logState(Database database) {
        return new LogState(database);
    }

    /** The work of a process that keeps the embedded server's log; empty where that is not switched on. */
    @Produces
    @Singleton
    Optional<LogWork> logWork(
            MarqueConfiguration configuration,
            DatabaseLauncher launcher,
            LogState state,
            Clock clock,
            SecureRandom random) {
        if (!configuration.backup().wal()) {
            return Optional.empty();
        }
        Optional<ServerFiles> server = launcher.files();
        Optional<ArchiveStore> store = ArchiveStores.of(configuration.backup());
        requireLogCanBeKept(server.isPresent(), configuration.roles(), store.isPresent());
        return Optional.of(new LogWork(
                server.orElseThrow(),
                store.orElseThrow().within(LogWork.PLACE),
                ArchiveKey.of(launcher.masterKey()),
                Path.of(configuration.data()).toAbsolutePath().normalize(),
                new LogWork.Schedule(
                        configuration.backup().walEvery(),
                        configuration.backup().every(),
                        configuration.backup().walKeep()),
                state,
                clock,
                random));
    }

    /** @throws ConfigurationProblem that says what is missing */
    static void requireLogCanBeKept(boolean embedded, Set<Role> roles, boolean hasStore) {
        if (!embedded) {
            throw new ConfigurationProblem("MARQUE_BACKUP_WAL is for the embedded database only. The log of the server"
                    + " behind DATABASE_URL is kept by its own tools (docs/backup.md).");
        }
        if (!roles.contains(Role.BACKUP)) {
            throw new ConfigurationProblem(
                    "MARQUE_BACKUP_WAL needs the role backup in the process that runs the embedded"
                            + " database: nobody else reaches its log. Add it to MARQUE_ROLES.");
        }
        if (!hasStore) {
            throw new ConfigurationProblem("MARQUE_BACKUP_WAL needs a place for the log: set MARQUE_BACKUP_STORE.");
        }
    }

    static BackupMaker maker(
            MarqueConfiguration configuration,
            PostgresAddress owner,
            MasterKey masterKey,
            ArchiveStore store,
            Clock clock,
            SecureRandom random) {
        Path data = Path.of(configuration.data());
        return new BackupMaker(
                owner,
                ArchiveKey.of(masterKey),
                store,
                new ScratchRestore(data.resolve("backup-check"), data, new Migrations(DatabaseBeans.ROOMS)),
                retention(configuration.backup()),
                clock,
                random);
    }

    private static Retention retention(BackupConfiguration backup) {
        try {
            return new Retention(backup.keepLast(), backup.keepDaily(), backup.keepWeekly());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationProblem(
                    "MARQUE_BACKUP_KEEP_LAST must be at least 1, MARQUE_BACKUP_KEEP_DAILY and"
                            + " MARQUE_BACKUP_KEEP_WEEKLY at least 0.",
                    e);
        }
    }
}

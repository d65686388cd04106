package dev.marque.app.boot;

import dev.marque.backup.BackupMaker;
import dev.marque.backup.BackupWork;
import dev.marque.backup.Retention;
import dev.marque.backup.ScratchRestore;
import dev.marque.backup.archive.ArchiveKey;
import dev.marque.backup.store.ArchiveStore;
import dev.marque.backup.store.ArchiveStores;
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
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

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

    static BackupMaker maker(
            MarqueConfiguration configuration,
            PostgresAddress owner,
            MasterKey masterKey,
            ArchiveStore store,
            Clock clock,
            SecureRandom random) {
        Path scratch = Path.of(configuration.data()).resolve("backup-check");
        return new BackupMaker(
                owner,
                ArchiveKey.of(masterKey),
                store,
                new ScratchRestore(scratch, new Migrations(DatabaseBeans.ROOMS)),
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

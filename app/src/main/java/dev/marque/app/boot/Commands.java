package dev.marque.app.boot;

import dev.marque.backup.ArchiveName;
import dev.marque.backup.BackupMaker;
import dev.marque.backup.archive.ArchiveKey;
import dev.marque.backup.dump.DumpFailed;
import dev.marque.backup.dump.Restore;
import dev.marque.backup.store.ArchiveStore;
import dev.marque.backup.store.ArchiveStores;
import dev.marque.backup.wal.LogWork;
import dev.marque.backup.wal.PointInTime;
import dev.marque.platform.config.ConfigurationProblem;
import dev.marque.platform.config.MarqueConfiguration;
import dev.marque.platform.database.DatabaseAccess;
import dev.marque.platform.database.DatabaseLauncher;
import dev.marque.platform.database.DatabaseStartFailed;
import dev.marque.platform.database.MigrationFailed;
import dev.marque.platform.database.Migrations;
import dev.marque.platform.database.Progress;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * What the program does instead of serving: {@code backup}, {@code backup --list}, {@code restore <archive> |
 * latest [--overwrite]}, {@code restore --until <moment> | latest [--overwrite]}, {@code edge request |
 * install <file> | status}. Backups are made beside a Marque that runs; a restore wants the database for itself.
 */
public final class Commands {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final String EDGE = "edge";
    private static final String LATEST = "latest";
    private static final String OVERWRITE = "--overwrite";
    private static final String UNTIL = "--until";
    private static final Progress PROGRESS = step -> System.out.println("  " + step + " …");

    private final MarqueConfiguration configuration;
    private final Clock clock;

    private Commands(MarqueConfiguration configuration, Clock clock) {
        this.configuration = configuration;
        this.clock = clock;
    }

    /** Whether the arguments name a command; without one the program serves. */
    public static boolean isCommand(String... arguments) {
        return arguments.length > 0 && List.of("backup", "restore", EDGE).contains(arguments[0]);
    }

    /** Returns the exit code: 0, 1 for a failure, 2 for a command line that says nothing. */
    public static int run(Clock clock, String... arguments) {
        try {
            MarqueConfiguration configuration = new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .addDefaultSources()
                    .addDiscoveredSources()
                    .addDiscoveredConverters()
                    .withMapping(MarqueConfiguration.class)
                    .build()
                    .getConfigMapping(MarqueConfiguration.class);
            return new Commands(configuration, clock).dispatch(Arrays.asList(arguments));
        } catch (ConfigurationProblem | DatabaseStartFailed | MigrationFailed | DumpFailed e) {
            return failed(String.valueOf(e.getMessage()));
        } catch (NoSuchFileException e) {
            return failed("There is no such backup: " + e.getFile());
        } catch (IOException e) {
            return failed(String.valueOf(e.getMessage()));
        }
    }

    private int dispatch(List<String> arguments) throws IOException {
        List<String> options = arguments.subList(1, arguments.size());
        if (arguments.getFirst().equals("backup") && options.isEmpty()) {
            return backup();
        }
        if (arguments.getFirst().equals("backup") && options.equals(List.of("--list"))) {
            return list();
        }
        if (arguments.getFirst().equals(EDGE)) {
            return new EdgeCommands(configuration, clock).dispatch(options);
        }
        boolean overwrite = options.contains(OVERWRITE);
        if (arguments.getFirst().equals("restore")
                && options.contains(UNTIL)
                && options.size() == (overwrite ? 3 : 2)
                && options.indexOf(UNTIL) + 1 < options.size()) {
            return restoreUntil(options.get(options.indexOf(UNTIL) + 1), overwrite);
        }
        List<String> names =
                options.stream().filter(option -> !option.startsWith("--")).toList();
        if (arguments.getFirst().equals("restore") && names.size() == 1 && options.size() == (overwrite ? 2 : 1)) {
            return restore(names.getFirst(), overwrite);
        }
        System.err.println("backup [--list], restore <archive>|latest [--overwrite], or restore --until"
                + " <moment>|latest [--overwrite]");
        return MISUSED;
    }

    private int backup() throws IOException {
        ArchiveStore store = store();
        try (DatabaseAccess database = DatabaseAccess.shared(DatabaseLauncher.Settings.of(configuration), PROGRESS)) {
            System.out.println("  Saving to " + store.description() + ", then checking by restoring …");
            BackupMaker.Made made = BackupBeans.maker(
                            configuration, database.owner(), database.masterKey(), store, clock, new SecureRandom())
                    .make();
            System.out.printf(
                    "%s: %d rows, %d bytes, restored and compared.%n",
                    made.name().file(), made.rows(), made.sizeBytes());
        }
        return 0;
    }

    private int list() throws IOException {
        ArchiveStore store = store();
        NavigableSet<ArchiveName> good = BackupMaker.good(store);
        for (ArchiveName name : BackupMaker.all(store)) {
            System.out.println(name.file() + (good.contains(name) ? "" : "  (did not prove good)"));
        }
        return 0;
    }

    private int restore(String wanted, boolean overwrite) throws IOException {
        ArchiveStore store = store();
        String file = (wanted.equals(LATEST) ? latest(store) : named(wanted)).file();
        try (DatabaseAccess database =
                DatabaseAccess.exclusive(DatabaseLauncher.Settings.of(configuration), PROGRESS)) {
            System.out.println("  Restoring " + file + " …");
            Restore.Target target =
                    new Restore.Target(database.owner(), database.appUser(), new Migrations(DatabaseBeans.ROOMS));
            Restore.Restored restored =
                    new Restore(target, ArchiveKey.of(database.masterKey())).run(() -> store.open(file), overwrite);
            System.out.printf(
                    "Restored %d rows of %d tables as of %s. Everybody signs in again.%n",
                    restored.rows(), restored.tables(), restored.takenAt());
        }
        return 0;
    }

    private int restoreUntil(String wanted, boolean overwrite) throws IOException {
        DatabaseLauncher.Settings settings = DatabaseLauncher.Settings.of(configuration);
        if (settings.url().isPresent()) {
            throw new ConfigurationProblem("A restore to a moment is for the embedded database. The server behind"
                    + " DATABASE_URL is put back by its own tools (docs/backup.md).");
        }
        Optional<Instant> moment = wanted.equals(LATEST) ? Optional.empty() : Optional.of(moment(wanted));
        PointInTime.Restored restored = new PointInTime(
                        store().within(LogWork.PLACE),
                        ArchiveKey.of(DatabaseAccess.masterKey(settings)),
                        settings.data().toAbsolutePath().normalize())
                .run(moment, overwrite, PROGRESS);
        System.out.printf(
                "Restored as of %s, from the copy of %s and %d segments of the log. Everybody signs in again.%n",
                wanted, restored.copyOf(), restored.segments());
        return 0;
    }

    private static Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new ConfigurationProblem(
                    "'" + text + "' is no moment. Write it like 2026-11-22T16:00:00Z or 2026-11-22T17:00:00+01:00.", e);
        }
    }

    private static ArchiveName named(String wanted) {
        return ArchiveName.parse(wanted)
                .orElseThrow(() -> new ConfigurationProblem(
                        "'" + wanted + "' is not the name of a backup. ./dev backup --list shows them."));
    }

    private static ArchiveName latest(ArchiveStore store) throws IOException {
        NavigableSet<ArchiveName> good = BackupMaker.good(store);
        if (good.isEmpty()) {
            throw new ConfigurationProblem("There is no good backup in " + store.description() + ".");
        }
        return good.last();
    }

    private ArchiveStore store() {
        return ArchiveStores.of(configuration.backup())
                .orElseThrow(() -> new ConfigurationProblem("Say where backups are: MARQUE_BACKUP_STORE=<folder>"));
    }

    private static int failed(String why) {
        System.err.println(why);
        return FAILED;
    }
}

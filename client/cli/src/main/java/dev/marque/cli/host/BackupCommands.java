package dev.marque.cli.host;

import dev.marque.cli.command.Invocation;
import dev.marque.cli.command.Leaf;
import dev.marque.cli.command.Option;
import dev.marque.cli.command.Positional;
import dev.marque.cli.run.ExitCode;
import dev.marque.cli.run.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code marque backup} and {@code marque restore}: the server beside this program does it, see docs/backup.md. */
public final class BackupCommands {

    private static final Option DATA =
            Option.of("--data", "FOLDER", "The server's data; otherwise MARQUE_DATA, or what was installed.");
    private static final Option STORE = Option.of(
            "--store",
            "FOLDER|s3://…",
            "Where backups are; otherwise MARQUE_BACKUP_STORE, what was installed, or beside the data.");
    private static final Option PREFIX = Option.of("--prefix", "FOLDER", "Where it is installed (/opt/marque).");

    private BackupCommands() {}

    public static Leaf backup() {
        return Leaf.of(
                        "backup",
                        "Save all data of the server here, encrypted, and check it by restoring it.",
                        BackupCommands::back)
                .saying("Also while the server runs. To have a server elsewhere make one: marque backups request.")
                .with(Option.on("--list", "Show what was saved instead."))
                .with(DATA)
                .with(STORE)
                .with(PREFIX);
    }

    public static Leaf restore() {
        return Leaf.of("restore", "Put a backup into the database of the server here.", BackupCommands::restore)
                .saying("Stop the server first. What restoring means for sign-ins and revocations: docs/backup.md.")
                .with(Positional.maybe("BACKUP", "latest, or a name that marque backup --list shows."))
                .with(Option.of(
                        "--until", "TIME", "As it was at this moment, or latest, from the log instead of a backup."))
                .with(Option.on("--overwrite", "Also in place of what is there."))
                .with(DATA)
                .with(STORE)
                .with(PREFIX);
    }

    private static ExitCode back(Invocation invocation) throws IOException, InterruptedException {
        return run(invocation, invocation.on("--list") ? List.of("backup", "--list") : List.of("backup"));
    }

    private static ExitCode restore(Invocation invocation) throws IOException, InterruptedException {
        Optional<String> name = invocation.wordOrNone(0);
        Optional<String> until = invocation.text("--until");
        if (name.isPresent() == until.isPresent()) {
            throw Failure.usage(
                    name.isPresent()
                            ? "It is a backup or a moment, not both."
                            : "Say which backup: marque restore latest",
                    "marque backup --list shows them.");
        }
        List<String> words = new ArrayList<>(List.of("restore"));
        until.ifPresentOrElse(moment -> words.addAll(List.of("--until", moment)), () -> words.add(name.orElseThrow()));
        if (invocation.on("--overwrite")) {
            words.add("--overwrite");
        }
        return run(invocation, words);
    }

    static ExitCode run(Invocation invocation, List<String> words) throws IOException, InterruptedException {
        Distribution distribution = Distribution.of(invocation.host());
        Place place = InstallCommand.place(invocation);
        return run(invocation, distribution, place, words);
    }

    static ExitCode run(Invocation invocation, Distribution distribution, Place place, List<String> words)
            throws IOException, InterruptedException {
        List<String> command = Children.server(distribution.java(), distribution.requireServer(), words);
        int code = new Children(invocation.host()).run(command, environment(invocation, place));
        return switch (code) {
            case 0 -> ExitCode.OK;
            case 2 -> ExitCode.USAGE;
            default -> ExitCode.OTHER;
        };
    }

    /** The settings of what is installed, then those of the environment, then what was said now. */
    private static Map<String, String> environment(Invocation invocation, Place place) throws IOException {
        Map<String, String> environment = new LinkedHashMap<>(place.settings());
        environment.putAll(invocation.host().environment());
        invocation
                .text("--data")
                .ifPresent(folder -> environment.put(
                        "MARQUE_DATA", invocation.host().path(folder).toString()));
        invocation.text("--store").ifPresent(store -> environment.put("MARQUE_BACKUP_STORE", store));
        String data = environment.get("MARQUE_DATA");
        if (data == null || data.isEmpty()) {
            throw Failure.usage("Say whose data: --data FOLDER, or MARQUE_DATA.");
        }
        environment.putIfAbsent("MARQUE_BACKUP_STORE", data + "-backups");
        environment.put("MARQUE_LOG_FORMAT", "text");
        return environment;
    }
}

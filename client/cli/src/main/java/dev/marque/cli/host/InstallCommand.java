package dev.marque.cli.host;

import dev.marque.cli.command.Invocation;
import dev.marque.cli.command.Leaf;
import dev.marque.cli.command.Option;
import dev.marque.cli.output.Output;
import dev.marque.cli.output.Progress;
import dev.marque.cli.run.ExitCode;
import dev.marque.cli.run.Failure;
import dev.marque.cli.run.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** {@code marque install}: this distribution, onto this machine. */
public final class InstallCommand {

    static final String DEFAULT_PREFIX = "/opt/marque";
    private static final int LAST_PORT = 65_535;
    private static final int DEFAULT_PORT = 8080;

    private InstallCommand() {}

    public static Leaf leaf() {
        return Leaf.of("install", "Install the server of this distribution on this machine.", InstallCommand::run)
                .saying(
                        "Releases lie side by side below the prefix, and a link names the one in use; marque update puts others"
                                + " there. Settings are in marque.env beside them and are kept.",
                        "With --service, which takes root and systemd, the server is started now and with the machine;"
                                + " without it you are told how to start it.")
                .with(Option.of("--prefix", "FOLDER", "Where to (" + DEFAULT_PREFIX + ")."))
                .with(Option.of("--data", "FOLDER", "The server's data (/var/lib/marque)."))
                .with(Option.of("--port", "N", "Where it listens (" + DEFAULT_PORT + ")."))
                .with(Option.of("--admin-email", "ADDRESS", "The first administrator (admin@localhost)."))
                .with(Option.on("--service", "As a service of systemd."));
    }

    static Place place(Invocation invocation) {
        return new Place(invocation.host().path(invocation.text("--prefix").orElse(DEFAULT_PREFIX)));
    }

    private static ExitCode run(Invocation invocation) throws IOException, InterruptedException {
        Host host = invocation.host();
        Output output = Output.of(invocation);
        Path from = Distribution.of(host).require();
        Place place = place(invocation);
        if (place.isInstalled()) {
            throw new Failure(
                    ExitCode.CONFLICT,
                    "A Marque is installed in " + place.folder() + ".",
                    "Another release of it: marque update     Another place: --prefix");
        }
        int port = invocation.number("--port", 1, LAST_PORT).orElse(DEFAULT_PORT);
        Path data = host.path(invocation.text("--data").orElse("/var/lib/marque"));
        Path release = place.releases().resolve(Distribution.version(from));
        Files.createDirectories(place.releases());
        requireRoom(place.folder(), Trees.size(from));
        copy(invocation, from, release);
        createPrivate(data);
        if (!Files.exists(place.settingsFile())) {
            writePrivate(
                    place.settingsFile(),
                    settings(data, port, invocation.text("--admin-email").orElse("admin@localhost")));
        }
        Files.writeString(place.unitFile(), unit(place));
        place.use(release);
        output.remark("Installed " + release.getFileName() + " in " + place.folder() + "; its settings are "
                + place.settingsFile() + ".");
        if (invocation.on("--service")) {
            new Services(host).install(place);
            output.remark("It is running on port " + port + ". The first administrator's password: "
                    + data.resolve("admin-password"));
        } else {
            output.remark("Start it:  (set -a; . " + place.settingsFile() + "; exec " + place.current()
                    + "/bin/marque-server)");
            output.remark("Or as a service: cp " + place.unitFile()
                    + " /etc/systemd/system/ && systemctl enable --now marque");
        }
        return ExitCode.OK;
    }

    static void requireRoom(Path folder, long needed) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < needed * 2) {
            throw new Failure(
                    ExitCode.OTHER,
                    "There is not enough room in " + folder + ": " + (free >> 20) + " MiB are free, "
                            + (needed * 2 >> 20) + " MiB are needed.");
        }
    }

    /** A release appears when all of it is there. */
    static void copy(Invocation invocation, Path from, Path release) throws IOException {
        Host host = invocation.host();
        Path begun = release.resolveSibling("." + release.getFileName());
        Trees.delete(begun);
        boolean shown = host.terminal().interactive() && !Output.of(invocation).quiet();
        try (Progress progress = new Progress(host.err(), shown, "Copying", Trees.size(from), host.clock())) {
            Trees.copy(from, begun, progress);
        }
        Trees.delete(release);
        Files.move(begun, release);
    }

    private static void createPrivate(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    private static void writePrivate(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    private static String settings(Path data, int port, String adminEmail) {
        return """
                # Settings of Marque; all of them are in docs/configuration.md. Updates leave this file alone.
                MARQUE_DATA="%1$s"
                MARQUE_PORT=%2$d
                MARQUE_BACKUP_STORE="%1$s-backups"
                MARQUE_ADMIN_EMAIL=%3$s
                """.formatted(data, port, adminEmail);
    }

    private static String unit(Place place) {
        return """
                [Unit]
                Description=Marque, software licensing
                After=network-online.target
                Wants=network-online.target

                [Service]
                EnvironmentFile=%1$s
                ExecStart=%2$s/bin/marque-server
                Restart=on-failure
                RestartSec=5
                TimeoutStopSec=90
                UMask=0077
                NoNewPrivileges=yes
                PrivateTmp=yes

                [Install]
                WantedBy=multi-user.target
                """.formatted(place.settingsFile(), place.current());
    }
}

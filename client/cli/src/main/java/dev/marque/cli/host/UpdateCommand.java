package dev.marque.cli.host;

import dev.marque.cli.command.Invocation;
import dev.marque.cli.command.Leaf;
import dev.marque.cli.command.Option;
import dev.marque.cli.command.Positional;
import dev.marque.cli.output.Output;
import dev.marque.cli.run.ExitCode;
import dev.marque.cli.run.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code marque update}: another release in place of the one that is installed, and back. */
public final class UpdateCommand {

    private UpdateCommand() {}

    public static Leaf leaf() {
        return Leaf.of("update", "Replace the installed server by another release.", UpdateCommand::run)
                .saying(
                        "All data is saved first. The release before stays and can be gone back to (--back): the schema of the"
                                + " next one suits it, see docs/migrations.md. Older ones are removed.",
                        "A service of systemd is restarted; if it is not ready within two minutes, the release before is"
                                + " in use again. Otherwise you restart the server yourself.")
                .with(Positional.maybe(
                        "ARCHIVE",
                        "A distribution: marque-….tar.gz. Without it, the one that this program is part of."))
                .with(Option.of("--prefix", "FOLDER", "Where it is installed (" + InstallCommand.DEFAULT_PREFIX + ")."))
                .with(Option.of("--sha256", "HEX", "What the archive's SHA-256 has to be."))
                .with(Option.on("--back", "Use the release before again instead."))
                .with(Option.on("--no-backup", "Do not save the data first."));
    }

    private static ExitCode run(Invocation invocation) throws IOException, InterruptedException {
        Place place = InstallCommand.place(invocation);
        Path before = place.release()
                .orElseThrow(() -> new Failure(
                        ExitCode.NOT_FOUND,
                        "No Marque is installed in " + place.folder() + ".",
                        "marque install does that; --prefix says where else to look."));
        Path release = invocation.on("--back") ? earlier(place) : unpacked(invocation, place, before);
        if (!invocation.on("--back") && !invocation.on("--no-backup")) {
            backUp(invocation, place, before);
        }
        place.use(release);
        Output output = Output.of(invocation);
        output.remark("In use: " + release.getFileName() + "; before: " + before.getFileName() + ".");
        ExitCode code = new Restart(invocation, place).restart(before);
        if (code == ExitCode.OK) {
            for (Path old : place.others()) {
                if (!old.equals(before)) {
                    Trees.delete(old);
                }
            }
        }
        return code;
    }

    private static Path earlier(Place place) throws IOException {
        List<Path> others = place.others();
        if (others.isEmpty()) {
            throw new Failure(ExitCode.NOT_FOUND, "There is no other release in " + place.releases() + ".");
        }
        return others.getFirst();
    }

    private static Path unpacked(Invocation invocation, Place place, Path before)
            throws IOException, InterruptedException {
        Optional<String> archive = invocation.wordOrNone(0);
        Path from = archive.isPresent()
                ? new Archive(invocation.host())
                        .unpack(invocation.host().path(archive.get()), place.releases(), invocation.text("--sha256"))
                : Distribution.of(invocation.host()).require();
        Path release = place.releases().resolve(Distribution.version(from));
        if (release.equals(before)) {
            cleanUp(archive, from);
            throw new Failure(ExitCode.CONFLICT, Distribution.version(before) + " is in use already.");
        }
        if (archive.isEmpty()) {
            InstallCommand.requireRoom(place.folder(), Trees.size(from));
            InstallCommand.copy(invocation, from, release);
        } else {
            Trees.delete(release);
            Files.move(from, release);
            cleanUp(archive, from);
        }
        return release;
    }

    private static void cleanUp(Optional<String> archive, Path unpacked) throws IOException {
        Path around = unpacked.getParent();
        if (archive.isPresent() && around != null) {
            Trees.delete(around);
        }
    }

    private static void backUp(Invocation invocation, Place place, Path release)
            throws IOException, InterruptedException {
        Distribution installed = new Distribution(Optional.of(release), release.resolve("server/quarkus-run.jar"));
        if (BackupCommands.run(invocation, installed, place, List.of("backup")) != ExitCode.OK) {
            throw new Failure(
                    ExitCode.OTHER,
                    "The data could not be saved, so nothing was replaced.",
                    "Put right what is said above, or: --no-backup");
        }
    }
}

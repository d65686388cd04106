package dev.marque.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The server that a killed Marque left behind. It is stopped in order before a new one starts.
 *
 * <p>Whoever asks holds the {@link DataFolderLock}, so a server that runs on the folder belongs to nobody.
 */
final class OrphanedServer {

    private final DataFolder folder;
    private final ServerStop serverStop;

    OrphanedServer(DataFolder folder, ServerStop serverStop) {
        this.folder = folder;
        this.serverStop = serverStop;
    }

    /** Returns when no server runs on the folder and none of its notes keeps a new one from starting. */
    void clear(Progress progress) {
        Optional<ProcessHandle> noted = notedPid().flatMap(ProcessHandle::of).filter(ProcessHandle::isAlive);
        if (noted.isEmpty()) {
            return;
        }
        ProcessHandle handle = noted.get();
        if (isOurs(handle)) {
            progress.step("Stopping the PostgreSQL that a killed Marque left behind (process " + handle.pid() + ")");
            serverStop.stop(handle);
        } else if (ProcessHandle.allProcesses().noneMatch(this::isOurs)) {
            // The number was given to somebody else since, and PostgreSQL would refuse to start because of it. None
            // of its processes is alive, so the note may go.
            deleteNote();
        }
    }

    private Optional<Long> notedPid() {
        if (!Files.exists(folder.pidFile())) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(folder.pidFile())) {
            return lines.findFirst().map(String::strip).map(Long::valueOf);
        } catch (IOException | NumberFormatException _) {
            // PostgreSQL reads its note itself, and says what is wrong with it.
            return Optional.empty();
        }
    }

    private void deleteNote() {
        try {
            Files.deleteIfExists(folder.pidFile());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + folder.pidFile(), e);
        }
    }

    /** Any process of a server on this folder, its children included: they may outlive their parent for a moment. */
    private boolean isOurs(ProcessHandle handle) {
        if (Files.exists(Path.of("/proc/self"))) {
            return worksIn(folder.cluster(), handle);
        }
        ProcessHandle.Info info = handle.info();
        return info.arguments()
                .map(arguments -> List.of(arguments).contains(folder.cluster().toString()))
                .orElseGet(() -> info.command()
                        .map(command -> command.endsWith("/postgres"))
                        .orElse(false));
    }

    /** Linux tells where a process works, and PostgreSQL's work in their data folder. */
    private static boolean worksIn(Path cluster, ProcessHandle handle) {
        try {
            Path cwd = Path.of("/proc", Long.toString(handle.pid()), "cwd");
            return Files.isSymbolicLink(cwd) && cluster.toRealPath().equals(Files.readSymbolicLink(cwd));
        } catch (IOException | SecurityException _) {
            // Ended meanwhile, or somebody else's.
            return false;
        }
    }
}

package dev.marque.backup;

import dev.marque.backup.archive.ArchiveKey;
import dev.marque.backup.dump.Restore;
import dev.marque.platform.database.EmbeddedPostgresServer;
import dev.marque.platform.database.Migrations;
import dev.marque.platform.database.Progress;
import dev.marque.platform.database.ServerPlan;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Restores an archive into a PostgreSQL that exists for this alone, so that the check needs no rights on the server in
 * use, does not slow it down, and shows that the archive needs nothing of it. Wants room for the whole database.
 */
public final class ScratchRestore {

    private final Path folder;
    private final ServerPlan plan;
    private final Migrations migrations;

    /**
     * @param folder is emptied before and after
     * @param data where PostgreSQL's programs are unpacked, once
     */
    public ScratchRestore(Path folder, Path data, Migrations migrations) {
        this.folder = folder.toAbsolutePath().normalize();
        this.plan = ServerPlan.PASSING.withProgramsOf(data);
        this.migrations = migrations;
    }

    /** One at a time. */
    public synchronized Restore.Restored restore(Restore.Source archive, ArchiveKey key) throws IOException {
        deleteFolder();
        try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start(folder, plan, Progress.SILENT)) {
            Restore.Target target =
                    new Restore.Target(server.owner(), server.app().user(), migrations);
            return new Restore(target, key).run(archive, false);
        } finally {
            deleteFolder();
        }
    }

    private void deleteFolder() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

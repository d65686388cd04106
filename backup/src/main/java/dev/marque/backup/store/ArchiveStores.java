package dev.marque.backup.store;

import dev.marque.platform.config.BackupConfiguration;
import dev.marque.platform.config.ConfigurationProblem;
import dev.marque.platform.config.S3Configuration;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The store that is configured. */
public final class ArchiveStores {

    private ArchiveStores() {}

    /**
     * Empty if none is.
     *
     * @throws ConfigurationProblem if MARQUE_BACKUP_STORE is neither a folder nor {@code s3://…}
     */
    public static Optional<ArchiveStore> of(BackupConfiguration configuration) {
        return configuration.store().map(where -> open(where, configuration.s3()));
    }

    private static ArchiveStore open(String where, S3Configuration s3) {
        if (where.startsWith(S3Address.SCHEME)) {
            return new S3Store(S3Clients.open(s3), S3Address.parse(where));
        }
        try {
            return new FolderStore(Path.of(where));
        } catch (InvalidPathException e) {
            throw new ConfigurationProblem("MARQUE_BACKUP_STORE names no folder: " + e.getMessage(), e);
        }
    }
}

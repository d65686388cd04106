package dev.marque.backup.wal;

import dev.marque.backup.archive.ArchiveKey;
import dev.marque.backup.archive.ArchiveRefused;
import dev.marque.backup.archive.SealedFilesReader;
import dev.marque.backup.archive.SealedFilesWriter;
import dev.marque.backup.store.ArchiveStore;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** One file of PostgreSQL's log in the store: sealed together with its name, so that none can stand for another. */
final class LogFile {

    private LogFile() {}

    static void write(ArchiveStore store, String stored, Path file, ArchiveKey key, SecureRandom random)
            throws IOException {
        store.write(stored, out -> {
            SealedFilesWriter writer = new SealedFilesWriter(out, key, random);
            try (InputStream content = new FileInputStream(file.toFile())) {
                writer.file(file.getFileName().toString(), content);
            }
            writer.finish();
        });
    }

    /**
     * Puts it into a folder under PostgreSQL's name.
     *
     * @throws ArchiveRefused if it is not the file, or not whole
     */
    static Path read(ArchiveStore store, String stored, String name, ArchiveKey key, Path folder) throws IOException {
        Path file = folder.resolve(name);
        SealedFilesReader.read(store.open(stored), key, new SealedFilesReader.Sink() {
            @Override
            public void folder(String path) throws IOException {
                throw isOther(path);
            }

            @Override
            public void file(String path, InputStream content) throws IOException {
                if (!path.equals(name)) {
                    throw isOther(path);
                }
                Files.copy(content, file);
            }

            private ArchiveRefused isOther(String path) {
                return new ArchiveRefused(stored + " holds " + path + ", not " + name + ": it was renamed.");
            }
        });
        if (!Files.exists(file)) {
            throw new ArchiveRefused(stored + " is empty.");
        }
        return file;
    }
}

package dev.marque.backup.wal;

import dev.marque.backup.archive.ArchiveKey;
import dev.marque.backup.archive.ArchiveRefused;
import dev.marque.backup.archive.SealedFilesReader;
import dev.marque.backup.store.ArchiveStore;
import dev.marque.backup.wal.Stored.Base;
import dev.marque.backup.wal.Stored.History;
import dev.marque.backup.wal.Stored.Log;
import dev.marque.platform.database.ReplacementCluster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Brings a copy and segments from the store to where a server can replay them; each byte is proven on its way. */
final class Replay {

    /** Beside the server's files in a copy: without it nobody enters the server that is made from them. */
    static final String PASSWORD = "../postgres.password";

    private final ArchiveStore store;
    private final ArchiveKey key;

    Replay(ArchiveStore store, ArchiveKey key) {
        this.store = store;
        this.key = key;
    }

    /**
     * Fills a replacement.
     *
     * @return the folder of the segments
     * @throws ArchiveRefused if something is missing, altered or under another master key
     */
    Path fetch(Base base, List<Log> segments, List<History> histories, ReplacementCluster into) throws IOException {
        Path folder = into.segments();
        for (Log log : segments) {
            Path file = read(log, log.segment().file(), folder);
            if (Files.size(file) != Segment.BYTES) {
                throw new ArchiveRefused(log.file() + " holds " + Files.size(file) + " bytes, not a whole segment.");
            }
        }
        for (History history : histories) {
            read(history, history.timeline() + ".history", folder);
        }
        unpack(base, into);
        return folder;
    }

    private Path read(Stored stored, String name, Path folder) throws IOException {
        try {
            return LogFile.read(store, stored.file(), name, key, folder);
        } catch (ArchiveRefused e) {
            throw new ArchiveRefused("The segment " + stored.file() + " cannot be used. " + e.getMessage(), e);
        }
    }

    private void unpack(Base base, ReplacementCluster into) throws IOException {
        try {
            SealedFilesReader.read(store.open(base.file()), key, new SealedFilesReader.Sink() {
                @Override
                public void folder(String path) throws IOException {
                    into.addFolder(path);
                }

                @Override
                public void file(String path, InputStream content) throws IOException {
                    if (path.equals(PASSWORD)) {
                        into.password(new String(content.readAllBytes(), StandardCharsets.US_ASCII));
                    } else {
                        into.addFile(path, content);
                    }
                }
            });
        } catch (ArchiveRefused e) {
            throw new ArchiveRefused("The copy " + base.file() + " cannot be used. " + e.getMessage(), e);
        }
    }
}

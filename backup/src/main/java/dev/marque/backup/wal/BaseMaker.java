package dev.marque.backup.wal;

import dev.marque.backup.archive.ArchiveKey;
import dev.marque.backup.archive.SealedFilesWriter;
import dev.marque.backup.store.ArchiveStore;
import dev.marque.backup.wal.Stored.Base;
import dev.marque.backup.wal.Stored.Good;
import dev.marque.backup.wal.Stored.Log;
import dev.marque.platform.database.EmbeddedPostgresServer;
import dev.marque.platform.database.FileCopy;
import dev.marque.platform.database.Progress;
import dev.marque.platform.database.ReplacementCluster;
import dev.marque.platform.database.ServerFiles;
import dev.marque.platform.database.ServerPlan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Copies all files of the server into the store, and starts a server from them before they count. */
final class BaseMaker {

    private final ServerFiles server;
    private final Shipper shipper;
    private final ArchiveStore store;
    private final ArchiveKey key;
    private final Path scratch;
    private final Path data;
    private final SecureRandom random;

    /**
     * @param scratch is emptied before and after
     * @param data where PostgreSQL's programs are unpacked
     */
    BaseMaker(
            ServerFiles server,
            Shipper shipper,
            ArchiveStore store,
            ArchiveKey key,
            Path scratch,
            Path data,
            SecureRandom random) {
        this.server = server;
        this.shipper = shipper;
        this.store = store;
        this.key = key;
        this.scratch = scratch;
        this.data = data;
        this.random = random;
    }

    /** @throws IOException if the store fails, or no server starts from what is in it */
    Good make() throws IOException {
        Good made = copy();
        shipper.ship();
        check(made);
        String note = "A server was started from it.\n";
        store.write(made.file(), out -> out.write(note.getBytes(StandardCharsets.UTF_8)));
        return made;
    }

    private Good copy() throws IOException {
        try (FileCopy copy = server.beginCopy()) {
            Base base = new Base(shipper.system(), Segment.parse(copy.start()));
            AtomicReference<FileCopy.Finished> finished = new AtomicReference<>();
            store.write(base.file(), out -> {
                SealedFilesWriter writer = new SealedFilesWriter(out, key, random);
                byte[] password = server.password().getBytes(StandardCharsets.US_ASCII);
                writer.file(Replay.PASSWORD, new ByteArrayInputStream(password));
                finished.set(copy.handOver(new Sealing(writer)));
                writer.finish();
            });
            return new Good(
                    base,
                    Segment.parse(finished.get().stop()),
                    roundedUp(finished.get().finishedAt()));
        }
    }

    private static Instant roundedUp(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
    }

    private void check(Good made) throws IOException {
        Catalogue catalogue = Catalogue.read(store);
        List<Log> needed = catalogue.chain(made).segments().stream()
                .filter(log -> log.segment().compareTo(made.stop()) <= 0)
                .toList();
        try (ReplacementCluster replacement = ReplacementCluster.of(scratch)) {
            Path segments = new Replay(store, key).fetch(made.base(), needed, List.of(), replacement);
            ServerPlan plan = ServerPlan.replayingLeast(segments).withProgramsOf(data);
            try (EmbeddedPostgresServer started = replacement.start(plan, Progress.SILENT)) {
                if (!started.files().systemIdentifier().equals(shipper.system())) {
                    throw new IOException("The copy is of another database.");
                }
            }
        }
    }

    private record Sealing(SealedFilesWriter writer) implements FileCopy.Sink {

        @Override
        public void folder(String path) throws IOException {
            writer.folder(path);
        }

        @Override
        public void file(String path, InputStream content) throws IOException {
            writer.file(path, content);
        }
    }
}

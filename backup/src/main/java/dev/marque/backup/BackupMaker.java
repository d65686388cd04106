package dev.marque.backup;

import dev.marque.backup.archive.ArchiveKey;
import dev.marque.backup.archive.ArchiveRefused;
import dev.marque.backup.archive.ArchiveWriter;
import dev.marque.backup.archive.Totals;
import dev.marque.backup.dump.Dump;
import dev.marque.backup.dump.Restore;
import dev.marque.backup.store.ArchiveStore;
import dev.marque.backup.store.ArchiveStore.StoredFile;
import dev.marque.platform.database.PostgresAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

/** Makes a good archive: writes it, restores it elsewhere, notes that it is good, lets old ones go. */
public final class BackupMaker {

    private static final int MARK_BYTES = 4;

    private final PostgresAddress owner;
    private final ArchiveKey key;
    private final ArchiveStore store;
    private final ScratchRestore scratch;
    private final Retention retention;
    private final InstantSource clock;
    private final SecureRandom random;

    public BackupMaker(
            PostgresAddress owner,
            ArchiveKey key,
            ArchiveStore store,
            ScratchRestore scratch,
            Retention retention,
            InstantSource clock,
            SecureRandom random) {
        this.owner = owner;
        this.key = key;
        this.store = store;
        this.scratch = scratch;
        this.retention = retention;
        this.clock = clock;
        this.random = random;
    }

    /** An archive that proved good. */
    public record Made(ArchiveName name, long sizeBytes, long rows) {}

    /**
     * Makes one.
     *
     * @throws IOException if the store fails, also when it is full; then nothing new is in it
     * @throws ArchiveRefused if the archive was written and does not restore; it stays, and does not count as good
     * @throws RuntimeException {@code DumpFailed} if the database fails
     */
    public Made make() throws IOException {
        ArchiveName name = newName();
        AtomicReference<Totals> totals = new AtomicReference<>();
        long size = store.write(name.file(), out -> {
            ArchiveWriter archive = new ArchiveWriter(out, key, random);
            totals.set(Dump.write(owner, archive, clock.instant()));
            archive.finish();
        });
        check(name);
        prune();
        return new Made(name, size, totals.get().rows());
    }

    /**
     * Restores an archive into a PostgreSQL of its own, compares every table, and notes that it is good.
     *
     * @throws IOException if it is not
     */
    public void check(ArchiveName name) throws IOException {
        Restore.Restored restored = scratch.restore(() -> store.open(name.file()), key);
        String note = "Restored and compared at %s: %d tables, %d rows.%n"
                .formatted(clock.instant(), restored.tables(), restored.rows());
        store.delete(name.checkedFile());
        store.write(name.checkedFile(), out -> out.write(note.getBytes(StandardCharsets.UTF_8)));
    }

    /** The newest good archive. */
    public Optional<ArchiveName> newestGood() throws IOException {
        NavigableSet<ArchiveName> good = good(store);
        return good.isEmpty() ? Optional.empty() : Optional.of(good.last());
    }

    /** All archives of a store, oldest first. */
    public static NavigableSet<ArchiveName> all(ArchiveStore store) throws IOException {
        NavigableSet<ArchiveName> found = new TreeSet<>();
        for (StoredFile file : store.list()) {
            ArchiveName.parse(file.name()).ifPresent(found::add);
        }
        return found;
    }

    /** The good ones. */
    public static NavigableSet<ArchiveName> good(ArchiveStore store) throws IOException {
        Set<String> files =
                new TreeSet<>(store.list().stream().map(StoredFile::name).toList());
        NavigableSet<ArchiveName> found = all(store);
        found.removeIf(name -> !files.contains(name.checkedFile()));
        return found;
    }

    private void prune() throws IOException {
        for (ArchiveName name : retention.superfluous(good(store), all(store))) {
            // The note first: an archive without it is not taken for a good one.
            store.delete(name.checkedFile());
            store.delete(name.file());
        }
    }

    private ArchiveName newName() {
        byte[] mark = new byte[MARK_BYTES];
        random.nextBytes(mark);
        return new ArchiveName(
                Instant.ofEpochSecond(clock.instant().getEpochSecond()),
                HexFormat.of().formatHex(mark));
    }
}

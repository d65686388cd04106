package dev.marque.backup.wal;

import dev.marque.backup.archive.ArchiveKey;
import dev.marque.backup.store.ArchiveStore;
import dev.marque.backup.wal.Stored.History;
import dev.marque.backup.wal.Stored.Log;
import dev.marque.platform.database.ServerFiles;
import dev.marque.platform.database.ServerFiles.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings finished segments from the spool into the store. One is deleted from the spool when the store has it; until
 * then it waits, through outages of the store and restarts of this process. Thread-safe.
 */
final class Shipper {

    /**
     * While so many wait, none is ended early: each is 16 MiB on the disk, and a store that is away for a day must not fill
     * it with segments that hold next to nothing.
     */
    static final int MANY = 8;

    private static final Pattern SEGMENT = Pattern.compile("[0-9A-F]{24}");
    private static final Pattern HISTORY = Pattern.compile("[0-9A-F]{8}\\.history");
    private static final Pattern OTHER = Pattern.compile("[0-9A-F]{24}\\.(partial|[0-9A-F]{8}\\.backup)");

    private final ServerFiles server;
    private final ArchiveStore store;
    private final ArchiveKey key;
    private final SecureRandom random;
    private final List<Mark> marks = new ArrayList<>();
    private @Nullable String system;

    Shipper(ServerFiles server, ArchiveStore store, ArchiveKey key, SecureRandom random) {
        this.server = server;
        this.store = store;
        this.key = key;
        this.random = random;
    }

    /** How many files wait in the spool. */
    int waiting() throws IOException {
        return spooled().size();
    }

    /** Which database this is. It never changes while it runs. */
    synchronized String system() {
        if (system == null) {
            system = server.systemIdentifier();
        }
        return system;
    }

    /** The history that is being written. */
    Line line() {
        return Line.of(system(), server.currentSegment());
    }

    /** Ends the segment that is being written, unless many wait already. */
    synchronized void mark() throws IOException {
        if (waiting() < MANY) {
            marks.add(server.mark());
        }
    }

    /**
     * Brings over all that waits.
     *
     * @throws IOException if the store or the spool fails, or the store holds another segment of the same name
     */
    synchronized void ship() throws IOException {
        List<Path> files = spooled();
        if (files.isEmpty()) {
            return;
        }
        Catalogue catalogue = Catalogue.read(store);
        for (Path file : files) {
            ship(file, catalogue);
            Files.delete(file);
        }
    }

    private void ship(Path file, Catalogue catalogue) throws IOException {
        String name = file.getFileName().toString();
        if (HISTORY.matcher(name).matches()) {
            write(new History(system(), name.substring(0, 8)), file);
        } else if (SEGMENT.matcher(name).matches()) {
            Segment segment = Segment.parse(name);
            Optional<Log> there = catalogue.find(new Line(system(), segment.timeline()), segment);
            if (there.isPresent()) {
                requireSame(there.get(), file);
            } else {
                write(new Log(system(), segment, until(segment)), file);
            }
        }
    }

    private void write(Stored stored, Path file) throws IOException {
        LogFile.write(store, stored.file(), file, key, random);
    }

    /** It had arrived when the last run broke off. Or somebody else goes on from the same backup. */
    private void requireSame(Log there, Path file) throws IOException {
        Path folder = Files.createTempDirectory(server.spool(), ".compare");
        try {
            Path stored = LogFile.read(store, there.file(), there.segment().file(), key, folder);
            if (Files.mismatch(stored, file) >= 0) {
                throw new IOException(
                        "The store holds another " + there.segment().file() + " of the same database."
                                + " Two servers go on from the same backup: give one of them another MARQUE_BACKUP_STORE.");
            }
        } finally {
            Files.deleteIfExists(folder.resolve(there.segment().file()));
            Files.delete(folder);
        }
    }

    /** The newest moment that some mark proves for a segment, and forgets the marks that are no longer needed. */
    private @Nullable Instant until(Segment segment) {
        @Nullable Instant until = null;
        for (Mark mark : List.copyOf(marks)) {
            Segment marked = Segment.parse(mark.segment());
            if (!marked.timeline().equals(segment.timeline()) || marked.compareTo(segment) <= 0) {
                until = mark.moment().truncatedTo(ChronoUnit.MILLIS);
                marks.remove(mark);
            }
        }
        return until;
    }

    /** Oldest first. What PostgreSQL writes besides is of no use here. */
    private List<Path> spooled() throws IOException {
        Path spool = server.spool();
        if (!Files.isDirectory(spool)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(spool)) {
            return files.filter(file -> isOurs(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isOurs(String name) {
        return Stream.of(SEGMENT, HISTORY, OTHER)
                .anyMatch(pattern -> pattern.matcher(name).matches());
    }
}

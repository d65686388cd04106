package dev.marque.backup.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.backup.archive.ArchiveKey;
import dev.marque.backup.archive.ArchiveRefused;
import dev.marque.backup.store.ArchiveStore;
import dev.marque.backup.store.FolderStore;
import dev.marque.platform.config.MasterKey;
import dev.marque.platform.database.DatabaseStartFailed;
import dev.marque.platform.database.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose log is kept, and what comes back of it elsewhere. */
class PointInTimeTest {

    @TempDir
    private static Path shared;

    private static Kept kept;
    private static Instant between;

    @TempDir
    Path folder;

    @BeforeAll
    static void writeBeforeAndAfterAMoment() throws Exception {
        kept = Kept.start(shared.resolve("data"), new FolderStore(shared.resolve("store")));
        kept.work().copyIfDue();
        Kept.execute(kept.server().owner(), "insert into notes values ('copied before')");
        kept.note("before 1");
        kept.work().ship();
        kept.note("before 2");
        between = kept.now();
        kept.note("after 1");
        kept.work().ship();
        kept.note("after 2");
        kept.work().ship();
    }

    @AfterAll
    static void stop() {
        kept.close();
    }

    @Test
    void aServerIsPutBackToAMoment() throws Exception {
        Path target = target();
        restore(store(), Optional.of(between), target, false);

        assertThat(Kept.notesIn(target)).containsExactly("before 1", "before 2", "copied before");
        assertThat(target.resolve("restoring")).doesNotExist();
    }

    @Test
    void aServerThatIsLostLosesNoMoreThanWasNotShipped() throws Exception {
        ArchiveStore store = copyOfStore();
        kept.note("not shipped");
        ProcessHandle.of(kept.server().pid()).orElseThrow().destroyForcibly();

        Path target = target();
        restore(store, Optional.empty(), target, false);
        assertThat(Kept.notesIn(target)).contains("after 2").doesNotContain("not shipped");
    }

    @Test
    void aMomentThatIsNotCoveredIsRefusedWithWhatIs() throws Exception {
        Window window = Catalogue.read(store()).windows().getFirst();
        for (Instant moment : List.of(between.minus(Duration.ofDays(1)), between.plus(Duration.ofDays(1)))) {
            assertThatThrownBy(() -> restore(store(), Optional.of(moment), target(), false))
                    .isInstanceOf(ArchiveRefused.class)
                    .hasMessageContaining(moment.toString())
                    .hasMessageContaining("from " + window.from() + " until ");
        }
        assertThatThrownBy(() -> restore(new FolderStore(folder.resolve("empty")), Optional.empty(), target(), false))
                .isInstanceOf(ArchiveRefused.class)
                .hasMessageContaining("MARQUE_BACKUP_WAL=true");
    }

    @Test
    void aMissingSegmentIsNamed() throws Exception {
        ArchiveStore store = copyOfStore();
        Catalogue catalogue = Catalogue.read(store);
        Chain chain = catalogue.chains().getFirst();
        Stored.Log missing = chain.segments().stream()
                .filter(log -> log.segment().compareTo(chain.base().stop()) > 0)
                .findFirst()
                .orElseThrow();
        store.delete(missing.file());

        assertThatThrownBy(() -> restore(store, Optional.of(between), target(), false))
                .isInstanceOf(ArchiveRefused.class)
                .hasMessageContaining("Missing: " + missing.segment().file());
    }

    @Test
    void anAlteredSegmentIsRefusedAndTheDatabaseThatIsThereStays() throws Exception {
        Path target = target();
        Path there = somethingIn(target);
        ArchiveStore store = copyOfStore();
        Stored.Log altered =
                Catalogue.read(store).chains().getFirst().segments().getFirst();
        Path file = folder.resolve("copy").resolve(altered.file());
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> restore(store, Optional.of(between), target, true))
                .isInstanceOf(ArchiveRefused.class)
                .hasMessageContaining(altered.file())
                .hasMessageContaining("altered");
        assertThat(there).exists();
    }

    @Test
    void aSegmentUnderAnothersNameIsRefused() throws Exception {
        ArchiveStore store = copyOfStore();
        List<Stored.Log> logs = Catalogue.read(store).chains().getFirst().segments();
        Path copies = folder.resolve("copy");
        Files.move(copies.resolve(logs.get(0).file()), folder.resolve("first"));
        Files.copy(
                copies.resolve(logs.get(1).file()), copies.resolve(logs.get(0).file()));

        assertThatThrownBy(() -> restore(store, Optional.of(between), target(), false))
                .isInstanceOf(ArchiveRefused.class)
                .hasMessageContaining("renamed");
    }

    @Test
    void anotherMasterKeyIsRefused() throws Exception {
        byte[] other = new byte[32];
        other[0] = 1;
        PointInTime stranger = new PointInTime(store(), ArchiveKey.of(MasterKey.of(other)), target());
        assertThatThrownBy(() -> stranger.run(Optional.of(between), false, Progress.SILENT))
                .isInstanceOf(ArchiveRefused.class)
                .hasMessageContaining("another master key");
    }

    @Test
    void aDatabaseThatIsThereIsOnlyReplacedWhenSaidSoAndNeverWhileItRuns() throws Exception {
        Path target = target();
        Path there = somethingIn(target);
        assertThatThrownBy(() -> restore(store(), Optional.of(between), target, false))
                .isInstanceOf(DatabaseStartFailed.class)
                .hasMessageContaining("--overwrite");
        assertThatThrownBy(() -> restore(store(), Optional.of(between), shared.resolve("data"), true))
                .isInstanceOf(DatabaseStartFailed.class)
                .hasMessageContaining("Another Marque is running");

        restore(store(), Optional.empty(), target, true);
        assertThat(there).doesNotExist();
        assertThat(Kept.notesIn(target)).contains("after 2");
    }

    @Test
    void aRestoredServerGoesOnInALineOfItsOwn() throws Exception {
        ArchiveStore store = copyOfStore();
        Path target = target();
        restore(store, Optional.of(between), target, false);
        try (Kept again = Kept.start(target, store)) {
            again.work().copyIfDue();
            again.note("on the new line");
            again.work().ship();
            assertThat(again.state().read().orElseThrow().lastSegment()).startsWith("00000002");
            assertThat(again.state().read().orElseThrow().gaps()).isEmpty();
        }
        Path second = Kept.folderWithProgramsOf(shared.resolve("data"), folder.resolve("second"));
        restore(store, Optional.empty(), second, false);
        assertThat(Kept.notesIn(second)).contains("before 2", "on the new line").doesNotContain("after 1");

        Path third = Kept.folderWithProgramsOf(shared.resolve("data"), folder.resolve("third"));
        restore(store, Optional.of(between), third, false);
        assertThat(Kept.notesIn(third)).containsExactly("before 1", "before 2", "copied before");
    }

    @Test
    void whatWasSeenIsWrittenDown() {
        LogState.Seen seen = kept.state().read().orElseThrow();
        assertThat(seen.windows()).hasSize(1);
        assertThat(seen.windows().getFirst().until()).isAfter(between);
        assertThat(seen.problem()).isNull();
        assertThat(seen.gaps()).isEmpty();
        assertThat(seen.waiting()).isZero();
    }

    private static ArchiveStore store() {
        return new FolderStore(shared.resolve("store"));
    }

    private ArchiveStore copyOfStore() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        try (Stream<Path> files = Files.list(shared.resolve("store")).sorted(Comparator.naturalOrder())) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return new FolderStore(copy);
    }

    /** A database that is there, as far as a restore that must not touch it looks. */
    private static Path somethingIn(Path target) throws IOException {
        Path cluster = Files.createDirectory(target.resolve("postgres"));
        return Files.createFile(cluster.resolve("something"));
    }

    private Path target() throws IOException {
        Path target = folder.resolve("target");
        return Files.exists(target) ? target : Kept.folderWithProgramsOf(shared.resolve("data"), target);
    }

    private static void restore(ArchiveStore store, Optional<Instant> moment, Path target, boolean overwrite)
            throws IOException {
        new PointInTime(store, Kept.KEY, target).run(moment, overwrite, Progress.SILENT);
    }
}

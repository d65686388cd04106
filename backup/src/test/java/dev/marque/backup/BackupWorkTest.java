package dev.marque.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.backup.archive.ArchiveKey;
import dev.marque.backup.store.ArchiveStore;
import dev.marque.backup.store.FolderStore;
import dev.marque.backup.store.S3Server;
import dev.marque.kernel.id.Ids;
import dev.marque.kernel.page.PageRequest;
import dev.marque.platform.config.MasterKey;
import dev.marque.platform.database.Migrations;
import dev.marque.platform.testing.Catalogue;
import dev.marque.platform.testing.MigrationIndex;
import dev.marque.platform.testing.PlatformFixture;
import dev.marque.testkit.MovableClock;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupWorkTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static PlatformFixture fixture;

    @TempDir
    private static Path programs;

    @TempDir
    Path folder;

    private final MovableClock clock = MovableClock.at("2026-11-22T12:00:00Z");

    @BeforeAll
    static void open() throws Exception {
        fixture = Filled.database();
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @BeforeEach
    void forget() throws Exception {
        Filled.execute(fixture.testDatabase(), "delete from backups");
    }

    @Test
    void theIndexIsTheFolderAndNothingLetsATenantSeeMore() throws IOException {
        MigrationIndex.check("backup");
        Map<String, String> withoutTenant = new HashMap<>(Catalogue.PLATFORM_WITHOUT_TENANT);
        withoutTenant.put("recovery_window", "moments, and nothing about tenants");
        withoutTenant.put("backups", "a backup holds all tenants; the service shows it to the first tenant only");
        assertThat(Catalogue.problems(fixture, withoutTenant)).isEmpty();
    }

    @Test
    void aBackupIsMadeWhenItIsDueAndCheckedByRestoringIt() throws Exception {
        FolderStore store = new FolderStore(folder.resolve("store"));
        BackupWork work = work(store);

        work.runIfDue();
        assertThat(log()).extracting(Backup::state).containsExactly(Backup.State.GOOD);
        assertThat(log().getFirst().rowCount()).isGreaterThan(1_600L);
        ArchiveName made = BackupMaker.good(store).last();
        assertThat(log().getFirst().archive()).isEqualTo(made.file());
        assertThat(Files.getPosixFilePermissions(folder.resolve("store").resolve(made.file())))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));

        clock.advance(Duration.ofHours(23));
        work.runIfDue();
        assertThat(log()).hasSize(1);
        clock.advance(Duration.ofHours(1));
        work.runIfDue();
        assertThat(log()).hasSize(2).allMatch(backup -> backup.state() == Backup.State.GOOD);
        assertThat(folder.resolve("scratch")).doesNotExist();
    }

    @Test
    void aFullDiskLeavesNoHalfArchiveAndWhatWasThereStays() throws Exception {
        FolderStore store = new FolderStore(folder.resolve("store"));
        ArchiveName before = maker(store).make().name();
        byte[] bytes = Files.readAllBytes(folder.resolve("store").resolve(before.file()));
        clock.advance(Duration.ofDays(2));

        work(new BadStore(store, out -> new FullDisk(out, 20_000))).runIfDue();

        assertThat(log()).extracting(Backup::state).containsExactly(Backup.State.FAILED);
        assertThat(log().getFirst().problem()).contains("No space left on device");
        assertThat(BackupMaker.all(store)).containsExactly(before);
        assertThat(files()).containsExactlyInAnyOrder(before.file(), before.checkedFile());
        assertThat(folder.resolve("store").resolve(before.file())).hasBinaryContent(bytes);
    }

    @Test
    void afterAFailureTheNextAttemptComesSoonButNotAtOnce() throws Exception {
        FolderStore store = new FolderStore(folder.resolve("store"));
        BackupWork failing = work(new BadStore(store, out -> new FullDisk(out, 100)));
        failing.runIfDue();
        clock.advance(Duration.ofMinutes(14));
        failing.runIfDue();
        assertThat(log()).hasSize(1);
        clock.advance(Duration.ofMinutes(1));
        failing.runIfDue();
        assertThat(log()).hasSize(2);
    }

    @Test
    void aStoreThatCannotBeReachedIsAFailedBackupWithTheReason() throws Exception {
        Path file = Files.createFile(folder.resolve("no folder"));
        BackupWork failing = work(new FolderStore(file.resolve("store")));
        failing.runIfDue();
        assertThat(log()).extracting(Backup::state).containsExactly(Backup.State.FAILED);

        BackupWork unreadable = work(new UnreadableStore());
        clock.advance(Duration.ofMinutes(15));
        unreadable.runIfDue();
        assertThat(log()).hasSize(2);
        assertThat(log().getFirst().problem()).isEqualTo("Connection refused");
    }

    @Test
    void anArchiveInABucketIsCheckedByRestoringItToo() throws Exception {
        try (S3Server server = new S3Server()) {
            ArchiveStore store = server.store("vendor");
            work(store).runIfDue();
            assertThat(log()).extracting(Backup::state).containsExactly(Backup.State.GOOD);
            assertThat(BackupMaker.good(store)).hasSize(1);
        }
    }

    @Test
    void anArchiveThatDoesNotRestoreIsNotGood() throws Exception {
        FolderStore store = new FolderStore(folder.resolve("store"));
        ArchiveName good = maker(store).make().name();
        clock.advance(Duration.ofDays(2));

        work(new BadStore(store, FlippingDisk::new)).runIfDue();

        assertThat(log().getFirst().state()).isEqualTo(Backup.State.FAILED);
        assertThat(log().getFirst().problem()).contains("altered");
        assertThat(BackupMaker.good(store)).containsExactly(good);
        assertThat(BackupMaker.all(store)).hasSize(2);
    }

    private List<Backup> log() {
        return fixture.database().withoutTenant(handle -> BackupLog.list(handle, PageRequest.first(50)));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("store"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private BackupWork work(ArchiveStore store) {
        return new BackupWork(fixture.database(), maker(store), Duration.ofHours(24), clock, Ids.uuid7(clock, RANDOM));
    }

    private BackupMaker maker(ArchiveStore store) {
        return new BackupMaker(
                fixture.owner(),
                ArchiveKey.of(MasterKey.of(new byte[32])),
                store,
                new ScratchRestore(folder.resolve("scratch"), programs, new Migrations(List.of(Filled.ROOMS))),
                new Retention(3, 0, 0),
                clock,
                RANDOM);
    }

    /** A store that is away. */
    private static final class UnreadableStore implements ArchiveStore {

        @Override
        public long write(String name, Content content) throws IOException {
            throw new IOException("Connection refused");
        }

        @Override
        public InputStream open(String name) throws IOException {
            throw new IOException("Connection refused");
        }

        @Override
        public List<StoredFile> list() throws IOException {
            throw new IOException("Connection refused");
        }

        @Override
        public void delete(String name) throws IOException {
            throw new IOException("Connection refused");
        }

        @Override
        public ArchiveStore within(String part) {
            return this;
        }

        @Override
        public String description() {
            return "nowhere";
        }
    }

    /** A store whose disk does to what is written as it likes. */
    private record BadStore(ArchiveStore inner, UnaryOperator<OutputStream> disk) implements ArchiveStore {

        @Override
        public long write(String name, Content content) throws IOException {
            return inner.write(name, out -> content.writeTo(disk.apply(out)));
        }

        @Override
        public InputStream open(String name) throws IOException {
            return inner.open(name);
        }

        @Override
        public List<StoredFile> list() throws IOException {
            return inner.list();
        }

        @Override
        public void delete(String name) throws IOException {
            inner.delete(name);
        }

        @Override
        public ArchiveStore within(String part) {
            return inner.within(part);
        }

        @Override
        public String description() {
            return inner.description();
        }
    }

    /** A disk that has room for so many bytes more. */
    private static final class FullDisk extends FilterOutputStream {

        private int left;

        FullDisk(OutputStream out, int room) {
            super(out);
            left = room;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            left -= length;
            if (left < 0) {
                throw new IOException("No space left on device");
            }
            out.write(bytes, offset, length);
        }
    }

    /** A disk that writes one byte wrong. */
    private static final class FlippingDisk extends FilterOutputStream {

        private boolean done;

        FlippingDisk(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            byte[] copy = bytes.clone();
            if (!done && length > 1_000) {
                copy[offset + 500] ^= 1;
                done = true;
            }
            out.write(copy, offset, length);
        }
    }
}

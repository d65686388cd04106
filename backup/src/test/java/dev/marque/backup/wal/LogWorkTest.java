package dev.marque.backup.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.backup.store.ArchiveStore;
import dev.marque.backup.store.FolderStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogWorkTest {

    private static final AtomicBoolean AWAY = new AtomicBoolean();

    @TempDir
    private static Path shared;

    private static ArchiveStore store;
    private static Kept kept;

    @BeforeAll
    static void start() throws Exception {
        store = new SometimesAway(new FolderStore(shared.resolve("store")));
        kept = Kept.start(shared.resolve("data"), store);
        kept.work().copyIfDue();
        kept.work().ship();
    }

    @AfterAll
    static void stop() {
        kept.close();
    }

    @Test
    void whatCannotBeShippedWaitsAndIsShippedLater() throws Exception {
        AWAY.set(true);
        kept.note("while the store is away");
        assertThatThrownBy(() -> kept.work().ship()).isInstanceOf(UncheckedIOException.class);
        LogState.Seen away = kept.state().read().orElseThrow();
        assertThat(away.problem()).isEqualTo("Connection refused");
        assertThat(away.waiting()).isPositive();
        assertThat(away.windows()).isNotEmpty();

        AWAY.set(false);
        kept.work().ship();
        LogState.Seen back = kept.state().read().orElseThrow();
        assertThat(back.problem()).isNull();
        assertThat(back.waiting()).isZero();
        assertThat(back.gaps()).isEmpty();
        assertThat(back.windows().getLast().until())
                .isAfter(away.windows().getLast().until());
    }

    @Test
    void aGapIsReportedAndFollowedByACopy() throws Exception {
        kept.work().ship();
        kept.work().ship();
        List<Stored.Log> segments = Catalogue.read(store).chains().getLast().segments();
        Stored.Log lost = segments.get(segments.size() - 2);
        store.delete(lost.file());

        kept.work().ship();
        assertThat(kept.state().read().orElseThrow().gaps())
                .containsExactly(lost.segment().file());
        kept.work().copyIfDue();
        kept.work().ship();
        assertThat(kept.state().read().orElseThrow().gaps()).isEmpty();
        assertThat(kept.state().read().orElseThrow().windows()).hasSize(2);
    }

    @Test
    void aSegmentThatArrivedBeforeIsNotShippedAgainAndNeverReplaced() throws Exception {
        kept.work().ship();
        Stored.Log there = Catalogue.read(store).chains().getLast().segments().getLast();
        Path spool = kept.server().files().spool();
        Path again = LogFile.read(store, there.file(), there.segment().file(), Kept.KEY, spool);
        kept.work().ship();
        assertThat(again).doesNotExist();

        Files.write(again, new byte[Segment.BYTES]);
        assertThatThrownBy(() -> kept.work().ship()).hasMessageContaining("Two servers go on from the same backup");
        Files.delete(again);
        kept.work().ship();
    }

    /** A store whose machine is switched off and on. */
    private record SometimesAway(ArchiveStore inner) implements ArchiveStore {

        private static void requireThere() throws IOException {
            if (AWAY.get()) {
                throw new IOException("Connection refused");
            }
        }

        @Override
        public long write(String name, Content content) throws IOException {
            requireThere();
            return inner.write(name, content);
        }

        @Override
        public InputStream open(String name) throws IOException {
            requireThere();
            return inner.open(name);
        }

        @Override
        public List<StoredFile> list() throws IOException {
            requireThere();
            return inner.list();
        }

        @Override
        public void delete(String name) throws IOException {
            requireThere();
            inner.delete(name);
        }

        @Override
        public ArchiveStore within(String part) {
            return new SometimesAway(inner.within(part));
        }

        @Override
        public String description() {
            return inner.description();
        }
    }
}

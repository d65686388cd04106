package dev.marque.backup.wal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.backup.wal.Stored.Base;
import dev.marque.backup.wal.Stored.Good;
import dev.marque.backup.wal.Stored.History;
import dev.marque.backup.wal.Stored.Log;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One segment a minute from {@link #START} on; segment n is finished n minutes later. */
class CatalogueTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final String SYSTEM = "68c9d5a1b2c3d4e5";
    private static final String OTHER = "0000000000000001";
    private static final Line LINE = new Line(SYSTEM, "00000001");

    @Test
    void namesSayWhatAFileIs() {
        for (Stored file : List.of(
                log(SYSTEM, 3),
                new Log(SYSTEM, segment(255), null),
                new Base(SYSTEM, segment(256)),
                good(SYSTEM, 2, 3),
                new History(SYSTEM, "0000000A"))) {
            assertThat(Stored.parse(file.file())).contains(file);
        }
        assertThat(segment(256).file()).isEqualTo("000000010000000100000000");
        for (String other : List.of("", "a.wal", SYSTEM + "-000000010000000000000002.good", "postgres.password")) {
            assertThat(Stored.parse(other)).isEmpty();
        }
    }

    @Test
    void aWindowReachesFromACopyToTheEndOfWhatFollowsIt() {
        assertThat(catalogue(copy(SYSTEM, 2, 3), logs(SYSTEM, 1, 9)).windows())
                .containsExactly(new Window(minute(3), minute(9)));
        assertThat(catalogue(copy(SYSTEM, 2, 3), logs(SYSTEM, 1, 2)).windows()).isEmpty();
        assertThat(catalogue(logs(SYSTEM, 1, 9)).windows()).isEmpty();
        assertThat(catalogue(List.of(new Base(SYSTEM, segment(2))), logs(SYSTEM, 1, 9))
                        .windows())
                .isEmpty();
    }

    @Test
    void aGapEndsAWindowUntilTheNextCopy() {
        Catalogue catalogue =
                catalogue(copy(SYSTEM, 2, 3), logs(SYSTEM, 2, 5), logs(SYSTEM, 8, 20), copy(SYSTEM, 10, 11));
        assertThat(catalogue.windows())
                .containsExactly(new Window(minute(3), minute(5)), new Window(minute(11), minute(20)));
        assertThat(catalogue.gaps(LINE)).isEmpty();
    }

    @Test
    void aGapBehindTheNewestCopyIsReported() {
        Catalogue catalogue = catalogue(copy(SYSTEM, 2, 3), logs(SYSTEM, 2, 5), logs(SYSTEM, 8, 9));
        assertThat(catalogue.gaps(LINE)).containsExactly(new Gap(segment(6).file(), 2));
        assertThat(catalogue.gaps(new Line(SYSTEM, "00000002"))).isEmpty();
        assertThat(catalogue(copy(SYSTEM, 2, 3), logs(SYSTEM, 3, 5)).gaps(LINE))
                .containsExactly(new Gap(segment(2).file(), 1));
    }

    @Test
    void copiesWhoseWindowsMeetAreOneWindow() {
        assertThat(catalogue(copy(SYSTEM, 2, 3), copy(SYSTEM, 6, 7), logs(SYSTEM, 2, 9))
                        .windows())
                .containsExactly(new Window(minute(3), minute(9)));
    }

    @Test
    void whatTheKeptMomentsNeedStaysAndNothingElse() {
        Catalogue catalogue =
                catalogue(copy(SYSTEM, 2, 3), copy(SYSTEM, 10, 11), copy(SYSTEM, 20, 21), logs(SYSTEM, 2, 30));
        List<Stored> gone = catalogue.superfluous(minute(30), Duration.ofMinutes(15), SYSTEM);

        assertThat(gone).containsExactlyInAnyOrderElementsOf(join(copy(SYSTEM, 2, 3), logs(SYSTEM, 2, 9)));
        assertThat(catalogue(difference(catalogue, gone)).windows())
                .containsExactly(new Window(minute(11), minute(30)));
    }

    @Test
    void theNewestGoodCopyStaysHoweverOldItIs() {
        Catalogue catalogue = catalogue(copy(SYSTEM, 2, 3), logs(SYSTEM, 2, 9));
        assertThat(catalogue.superfluous(minute(100_000), Duration.ofMinutes(1), SYSTEM))
                .isEmpty();
    }

    @Test
    void aNewDatabaseKeepsItsLogBeforeItsFirstCopyAndAnOldOneGoesWithItsLast() {
        Catalogue catalogue = catalogue(
                copy(OTHER, 2, 3), logs(OTHER, 2, 9), logs(SYSTEM, 1, 4), List.of(new Base(SYSTEM, segment(2))));
        assertThat(catalogue.superfluous(minute(9), Duration.ofMinutes(1), SYSTEM))
                .isEmpty();

        Catalogue later = catalogue(copy(OTHER, 2, 3), logs(OTHER, 2, 9), logs(SYSTEM, 1, 40), copy(SYSTEM, 20, 21));
        assertThat(later.superfluous(minute(40), Duration.ofMinutes(5), SYSTEM))
                .containsExactlyInAnyOrderElementsOf(join(copy(OTHER, 2, 3), logs(OTHER, 2, 9), logs(SYSTEM, 1, 19)));
    }

    @Test
    void aCopyThatDidNotProveGoodGoesWhenALaterOneDid() {
        Base failed = new Base(SYSTEM, segment(5));
        assertThat(catalogue(copy(SYSTEM, 2, 3), List.of(failed), logs(SYSTEM, 2, 9))
                        .superfluous(minute(9), Duration.ofDays(1), SYSTEM))
                .isEmpty();
        assertThat(catalogue(copy(SYSTEM, 2, 3), List.of(failed), copy(SYSTEM, 7, 8), logs(SYSTEM, 2, 9))
                        .superfluous(minute(9), Duration.ofDays(1), SYSTEM))
                .containsExactly(failed);
    }

    private static Instant minute(long minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    private static Segment segment(long number) {
        return new Segment("00000001", number);
    }

    private static Log log(String system, long number) {
        @Nullable Instant until = minute(number);
        return new Log(system, segment(number), until);
    }

    private static List<Stored> logs(String system, long first, long last) {
        return LongStream.rangeClosed(first, last)
                .<Stored>mapToObj(number -> log(system, number))
                .toList();
    }

    private static Good good(String system, long start, long stop) {
        return new Good(new Base(system, segment(start)), segment(stop), minute(stop));
    }

    private static List<Stored> copy(String system, long start, long stop) {
        Good good = good(system, start, stop);
        return List.of(good.base(), good);
    }

    @SafeVarargs
    private static List<Stored> join(List<? extends Stored>... parts) {
        return Stream.of(parts).<Stored>flatMap(Collection::stream).toList();
    }

    @SafeVarargs
    private static Catalogue catalogue(List<? extends Stored>... parts) {
        return new Catalogue(join(parts));
    }

    private static List<Stored> difference(Catalogue catalogue, List<Stored> gone) {
        List<Stored> left = new ArrayList<>(catalogue.files());
        left.removeAll(gone);
        return left;
    }
}

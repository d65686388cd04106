package dev.marque.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RetentionTest {

    private static final Instant SUNDAY = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void theNewestAreKept() {
        Set<ArchiveName> good = every(Duration.ofMinutes(1), 10);
        assertThat(kept(new Retention(3, 0, 0), good)).containsExactly(ago(2, 60), ago(1, 60), ago(0, 60));
    }

    @Test
    void theNewestOfEachDayAndOfEachWeekIsKept() {
        Set<ArchiveName> good = every(Duration.ofHours(6), 200);
        assertThat(kept(new Retention(1, 3, 0), good))
                .extracting(name -> name.takenAt().toString())
                .containsExactly("2026-11-20T18:00:00Z", "2026-11-21T18:00:00Z", "2026-11-22T12:00:00Z");
        assertThat(kept(new Retention(1, 0, 3), good))
                .extracting(name -> name.takenAt().toString())
                .containsExactly("2026-11-08T18:00:00Z", "2026-11-15T18:00:00Z", "2026-11-22T12:00:00Z");
    }

    @Test
    void whatDidNotProveGoodGoesWhenABetterOneIsThere() {
        Set<ArchiveName> good = Set.of(ago(10, 60), ago(20, 60));
        ArchiveName olderBad = ago(15, 60);
        ArchiveName newerBad = ago(5, 60);
        Set<ArchiveName> all = new HashSet<>(good);
        all.add(olderBad);
        all.add(newerBad);
        assertThat(new Retention(5, 0, 0).superfluous(good, all)).containsExactly(olderBad);
    }

    @Test
    void withoutAGoodOneNothingGoes() {
        assertThat(new Retention(1, 0, 0).superfluous(Set.of(), every(Duration.ofDays(1), 50)))
                .isEmpty();
    }

    @Test
    void keepingNoneIsNoRule() {
        assertThatThrownBy(() -> new Retention(0, 7, 7)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 300)
    void theLastGoodOneNeverGoes(
            @ForAll @Size(min = 1, max = 40) Set<@IntRange(max = 100_000) Integer> minutes,
            @ForAll @IntRange(min = 1, max = 5) int last,
            @ForAll @IntRange(max = 5) int daily,
            @ForAll @IntRange(max = 5) int weekly) {
        TreeSet<ArchiveName> good = new TreeSet<>();
        minutes.forEach(minute -> good.add(ago(minute, 60)));
        Set<ArchiveName> superfluous = new Retention(last, daily, weekly).superfluous(good, good);
        assertThat(superfluous).doesNotContain(good.last());
        assertThat(good.size() - superfluous.size()).isBetween(Math.min(last, good.size()), last + daily + weekly);
    }

    private static TreeSet<ArchiveName> kept(Retention retention, Set<ArchiveName> good) {
        TreeSet<ArchiveName> kept = new TreeSet<>(good);
        kept.removeAll(retention.superfluous(good, good));
        return kept;
    }

    private static Set<ArchiveName> every(Duration pause, int count) {
        Set<ArchiveName> names = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            names.add(ago(i, (int) pause.toSeconds()));
        }
        return names;
    }

    private static ArchiveName ago(int times, int seconds) {
        return new ArchiveName(SUNDAY.minusSeconds((long) times * seconds), "00000000");
    }
}

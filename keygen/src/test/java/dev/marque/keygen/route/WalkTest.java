package dev.marque.keygen.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.kernel.page.Count;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.page.Slice;
import dev.marque.kernel.page.Sliced;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A list of as many items as a test says, whose pages are counted. Items are their places, oldest first. */
class WalkTest {

    private final AtomicInteger pages = new AtomicInteger();

    private Listing<Integer> among(int items, Predicate<Integer> wanted) {
        return Walk.over(request -> page(items, request), wanted);
    }

    private Page<Integer> page(int items, PageRequest request) {
        pages.incrementAndGet();
        int newest = request.after()
                .map(UUID::getLeastSignificantBits)
                .orElse((long) items)
                .intValue();
        List<Integer> rows = IntStream.iterate(newest - 1, place -> place >= 0, place -> place - 1)
                .limit(request.limit() + 1L)
                .boxed()
                .toList();
        return Page.of(rows, request, place -> new UUID(0, place));
    }

    @Test
    void moreThanAPageIsGoneThroughOnce() {
        Listing<Integer> even = among(1_000, place -> place % 2 == 0);

        assertThat(even.slice(new Slice(false, 0, 3))).isEqualTo(Sliced.whole(List.of(998, 996, 994)));
        assertThat(pages).hasValue(1);
        assertThat(even.slice(new Slice(false, 499, 10))).isEqualTo(Sliced.whole(List.of(0)));
        assertThat(even.slice(new Slice(true, 1, 2))).isEqualTo(Sliced.whole(List.of(2, 4)));
        assertThat(even.count()).isEqualTo(new Count.Exactly(500));
        assertThat(pages).as("what was read is not read again").hasValue(5);
    }

    @Test
    void aRareItemDoesNotHaveEverythingRead() {
        Listing<Integer> oldest = among(1_000_000, place -> place == 0);

        Sliced<Integer> found = oldest.slice(new Slice(false, 0, 10));

        assertThat(found).isEqualTo(new Sliced<>(List.of(), false));
        assertThat(oldest.count()).isEqualTo(new Count.Unknown());
        assertThat(pages).hasValue(Walk.MOST_READ / PageRequest.MAX_LIMIT);
    }

    @Test
    void aFullPageIsWholeHoweverLongTheListIs() {
        Listing<Integer> all = among(1_000_000, place -> true);

        assertThat(all.slice(new Slice(false, 9_990, 10)).complete()).isTrue();
        assertThat(all.slice(new Slice(false, 9_991, 10)).complete()).isFalse();
        assertThat(all.slice(new Slice(true, 0, 1)).complete())
                .as("the oldest is not known")
                .isFalse();
    }

    @Test
    void whatIsAtHandIsCutAsAsked() {
        Listing<String> newestFirst = Listing.of(List.of("c", "b", "a"));

        assertThat(newestFirst.slice(new Slice(false, 1, 5)).items()).containsExactly("b", "a");
        assertThat(newestFirst.slice(new Slice(true, 0, 2)).items()).containsExactly("a", "b");
        assertThat(newestFirst.slice(new Slice(false, 3, 5)).items()).isEmpty();
        assertThat(newestFirst.count()).isEqualTo(new Count.Exactly(3));
    }
}

package dev.marque.kernel.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class Uuid7IdsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void anIdTellsItsVersionVariantAndTime() {
        UUID id = Ids.uuid7(InstantSource.fixed(NOON), new Random(1)).next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    void idsSortByCreationThoughTheClockStandsStillOrStepsBack() {
        AtomicReference<Instant> now = new AtomicReference<>(NOON);
        Ids ids = Ids.uuid7(now::get, new Random(1));

        Stream<String> first =
                IntStream.range(0, 10_000).mapToObj(i -> ids.next().toString());
        assertThat(first.toList()).isSorted().doesNotHaveDuplicates();

        String before = ids.next().toString();
        now.set(NOON.minusSeconds(3600));
        assertThat(ids.next().toString()).isGreaterThan(before);
    }

    @Test
    void concurrentCallersNeverGetTheSameId() {
        Ids ids = Ids.uuid7(InstantSource.fixed(NOON), () -> 0L);
        ConcurrentSkipListSet<UUID> seen = new ConcurrentSkipListSet<>();

        IntStream.range(0, 50_000).parallel().forEach(i -> seen.add(ids.next()));

        assertThat(seen).hasSize(50_000);
    }
}

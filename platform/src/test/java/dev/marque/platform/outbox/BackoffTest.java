package dev.marque.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void theStandardTriesTenTimesWithinAboutAnHour() {
        assertThat(IntStream.rangeClosed(1, 9)
                        .mapToObj(failures -> Duration.between(
                                NOW, Backoff.STANDARD.next(failures, NOW).orElseThrow())))
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 4L, 16L, 64L, 256L, 900L, 900L, 900L, 900L);
        assertThat(Backoff.STANDARD.next(10, NOW)).isEmpty();
    }
}

package dev.marque.sdk.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final Pace pace = new Pace(new Random(7));

    @ParameterizedTest
    @CsvSource({
        "PT15M, PT15M, PT15M, PT16M",
        "PT5M, PT15M, PT5M, PT5M30S",
        "PT0S, PT15M, PT10S, PT11S",
        "P9D, P2D, PT12H, PT12H1M"
    })
    void theServerSaysWhenAndChanceAddsALittle(Duration next, Duration heartbeat, Duration least, Duration most) {
        for (int i = 0; i < 200; i++) {
            assertThat(pace.afterAnswer(NOW.plus(next), NOW, heartbeat)).isBetween(least, most);
        }
    }

    @Test
    void programsThatLostTheirServerTogetherComeApart() {
        long different = IntStream.range(0, 100)
                .mapToObj(i -> pace.afterFailure(6, null))
                .distinct()
                .count();
        assertThat(different).isGreaterThan(90);
    }

    @ParameterizedTest
    @CsvSource({"1, 2500, 5000", "2, 5000, 10000", "5, 40000, 80000", "9, 450000, 900000", "500, 450000, 900000"})
    void failuresAskLessAndLessOften(int failures, long least, long most) {
        for (int i = 0; i < 200; i++) {
            assertThat(pace.afterFailure(failures, null).toMillis()).isBetween(least, most);
        }
    }

    @Test
    void whatStandsBetweenKeepsNobodyFromItsServerForDays() {
        assertThat(pace.afterFailure(1, Duration.ofDays(11))).isBetween(Duration.ofHours(1), Duration.ofMinutes(61));
    }

    @Test
    void aServerThatAsksToBeLeftAloneIs() {
        assertThat(pace.afterFailure(1, Duration.ofMinutes(2))).isGreaterThanOrEqualTo(Duration.ofMinutes(2));
    }
}

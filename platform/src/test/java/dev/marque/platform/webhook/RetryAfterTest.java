package dev.marque.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("1994-11-06T08:48:37Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120 | PT2M",
                "' 1 ' | PT1S",
                "Sun, 06 Nov 1994 08:49:37 GMT | PT1M",
                "Sunday, 06-Nov-94 08:49:37 GMT | PT1M",
                "Sun Nov  6 08:49:37 1994 | PT1M"
            })
    void secondsAndTheThreeFormsOfADateAreRead(String field, Duration wait) {
        assertThat(RetryAfter.parse(field, NOW)).contains(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"43201", "999999999", "Fri, 31 Dec 9999 23:59:59 GMT"})
    void nobodyPutsUsOffForLongerThanTheLongestPause(String field) {
        assertThat(RetryAfter.parse(field, NOW)).contains(Duration.ofHours(12));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "0", "-5", "1.5", "soon", "99999999999999999999", "Sun, 06 Nov 1994 08:48:37 GMT"})
    void whatCannotBeReadOrIsOverSaysNothing(String field) {
        assertThat(RetryAfter.parse(field, NOW)).isEmpty();
    }

    @Test
    void onlyTooManyRequestsAndUnavailableAskForAPause() {
        assertThat(new SendResult(429, "60", null, null, Duration.ZERO).askedPause(NOW))
                .contains(Duration.ofMinutes(1));
        assertThat(new SendResult(503, "60", null, null, Duration.ZERO).askedPause(NOW))
                .isPresent();
        assertThat(new SendResult(500, "60", null, null, Duration.ZERO).askedPause(NOW))
                .isEmpty();
        assertThat(new SendResult(null, null, null, "no answer", Duration.ZERO).askedPause(NOW))
                .isEmpty();
    }
}

package dev.marque.edge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SyncStateTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void eachFailureDoublesTheWaitUpToSixHours() {
        SyncState state = SyncState.NEW;
        assertThat(state.isDue(NOON)).isTrue();
        Duration before = Duration.ZERO;
        for (int i = 0; i < 40; i++) {
            state = state.failed(NOON, "away", 1);
            Instant after = state.after();
            Duration wait = after == null ? Duration.ZERO : Duration.between(NOON, after);
            assertThat(wait).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(Duration.ofHours(6));
            before = wait;
        }
        assertThat(before).isEqualTo(Duration.ofHours(6));
        assertThat(state.failures()).isEqualTo(40);
    }

    @Test
    void serversThatFailedTogetherComeBackApart() {
        SyncState early = SyncState.NEW.failed(NOON, "away", 0);
        SyncState late = SyncState.NEW.failed(NOON, "away", 1);

        assertThat(early.after()).isEqualTo(NOON.plusSeconds(30));
        assertThat(late.after()).isEqualTo(NOON.plusSeconds(60));
        assertThat(late.isDue(NOON.plusSeconds(59))).isFalse();
        assertThat(late.isDue(NOON.plusSeconds(60))).isTrue();
    }

    @Test
    void anExchangeThatWorkedEndsTheTrouble() {
        SyncState state = SyncState.NEW.failed(NOON, "away", 1).done(NOON, Duration.ofHours(1));

        assertThat(state).isEqualTo(new SyncState(NOON.plus(Duration.ofHours(1)), 0, NOON, null));
    }
}

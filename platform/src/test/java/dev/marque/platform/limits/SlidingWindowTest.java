package dev.marque.platform.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SlidingWindowTest {

    private static final Instant TURN = Instant.parse("2026-11-22T12:00:00Z");
    private static final Allowance TEN = new Allowance(10, Duration.ofMinutes(1));

    private final SlidingWindow window = new SlidingWindow();

    @Test
    void asManyCallsAreAdmittedAsAllowed() {
        for (int call = 1; call <= 10; call++) {
            Verdict verdict = take(TURN);
            assertThat(verdict.admitted()).isTrue();
            assertThat(verdict.remaining()).isEqualTo(10 - call);
        }
        assertThat(take(TURN).admitted()).isFalse();
    }

    @Test
    void theTurnOfTheWindowGivesNoSecondAllowance() {
        for (int call = 0; call < 10; call++) {
            take(TURN.minusMillis(1));
        }
        assertThat(take(TURN).admitted()).isFalse();
        assertThat(take(TURN.plusSeconds(6)).admitted()).isTrue();
        assertThat(take(TURN.plusSeconds(6)).admitted()).isFalse();
    }

    @Test
    void aRefusedCallIsNotCounted() {
        for (int call = 0; call < 100; call++) {
            take(TURN);
        }
        assertThat(window.drain()).containsExactly(new SlidingWindow.Unsent(slot(TURN), 10));
    }

    @Test
    void whatOthersCountedCountsHere() {
        take(TURN);
        window.drain();
        window.learn(slot(TURN), 8);

        assertThat(take(TURN).remaining()).isEqualTo(1);
        assertThat(take(TURN).admitted()).isTrue();
        assertThat(take(TURN).admitted()).isFalse();
    }

    @Test
    void aCallThatIsGivenBackIsFreeAgain() {
        for (int call = 0; call < 10; call++) {
            take(TURN);
        }
        window.giveBack(TEN, TURN, 1);

        assertThat(take(TURN).admitted()).isTrue();
        assertThat(take(TURN).admitted()).isFalse();
    }

    @Property
    void whoeverWaitsAsToldIsAdmittedAndNotBefore(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 20_000) Integer> pauses) {
        Instant now = TURN;
        for (int pause : pauses) {
            now = now.plusMillis(pause);
            Verdict verdict = take(now);
            assertThat(verdict.admitted() || verdict.retryAfter().isPositive()).isTrue();
            if (!verdict.admitted()) {
                assertThat(take(now.plus(verdict.retryAfter()).minusMillis(5)).admitted())
                        .isFalse();
                now = now.plus(verdict.retryAfter()).plusMillis(1);
                assertThat(take(now).admitted()).isTrue();
            }
        }
    }

    private Verdict take(Instant now) {
        return window.take(Limit.ADDRESS, TEN, now);
    }

    private static long slot(Instant now) {
        return now.getEpochSecond() / 60;
    }
}

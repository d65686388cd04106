package dev.marque.keys.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class HeartbeatTermsTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration DEAD_AFTER = Duration.ofMinutes(30);

    private static HeartbeatTerms terms(HeartbeatBasis basis, CullStrategy cull, @Nullable Duration revivableFor) {
        return new HeartbeatTerms(true, basis, DEAD_AFTER, cull, revivableFor);
    }

    private static Instant after(long minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }

    @Example
    void aMachineIsDeadAtTheVeryInstantAndAliveBefore() {
        HeartbeatTerms terms = terms(HeartbeatBasis.FROM_FIRST_PING, CullStrategy.KEEP_DEAD, null);
        SignsOfLife never = new SignsOfLife(START, null, null);
        SignsOfLife once = new SignsOfLife(START, after(5), null);
        assertThat(terms.status(never, after(9000))).isEqualTo(HeartbeatStatus.NOT_STARTED);
        assertThat(terms.status(once, after(35).minusNanos(1))).isEqualTo(HeartbeatStatus.ALIVE);
        assertThat(terms.status(once, after(35))).isEqualTo(HeartbeatStatus.DEAD);
        assertThat(terms.status(new SignsOfLife(START, after(40), after(40)), after(41)))
                .isEqualTo(HeartbeatStatus.RESURRECTED);
        assertThat(terms.status(new SignsOfLife(START, after(45), after(40)), after(46)))
                .isEqualTo(HeartbeatStatus.ALIVE);
    }

    @Example
    void theActivationCountsAsASignOfLifeWhereTheBasisSaysSo() {
        HeartbeatTerms terms = terms(HeartbeatBasis.FROM_CREATION, CullStrategy.DEACTIVATE_DEAD, null);
        SignsOfLife never = new SignsOfLife(START, null, null);
        assertThat(terms.status(never, after(29))).isEqualTo(HeartbeatStatus.ALIVE);
        assertThat(terms.status(never, after(30))).isEqualTo(HeartbeatStatus.DEAD);
        assertThat(terms.seatIsLost(never, after(30))).isTrue();
    }

    @Example
    void howLongTheDeadMayComeBack() {
        SignsOfLife life = new SignsOfLife(START, START, null);
        assertThat(Stream.of(null, Duration.ZERO, Duration.ofMinutes(10))
                        .map(revivable -> terms(HeartbeatBasis.FROM_FIRST_PING, CullStrategy.KEEP_DEAD, revivable))
                        .map(terms -> terms.acceptsHeartbeat(life, after(35))))
                .containsExactly(true, false, true);
        HeartbeatTerms culled =
                terms(HeartbeatBasis.FROM_FIRST_PING, CullStrategy.DEACTIVATE_DEAD, Duration.ofMinutes(10));
        assertThat(culled.acceptsHeartbeat(life, after(39))).isTrue();
        assertThat(culled.seatIsLost(life, after(39))).isFalse();
        assertThat(culled.acceptsHeartbeat(life, after(40))).isFalse();
        assertThat(culled.seatIsLost(life, after(40))).isTrue();
    }

    @Property
    void whoseSeatIsLostIsDeadForGoodAndTheLivingKeepTheirs(
            @ForAll("terms") HeartbeatTerms terms,
            @ForAll("lives") SignsOfLife life,
            @ForAll @IntRange(max = 200) int minutes) {
        Instant now = after(minutes);
        HeartbeatStatus status = terms.status(life, now);
        if (terms.seatIsLost(life, now)) {
            assertThat(status).isEqualTo(HeartbeatStatus.DEAD);
            assertThat(terms.acceptsHeartbeat(life, now)).isFalse();
            assertThat(terms.seatIsLost(life, now.plusSeconds(1))).isTrue();
        }
        if (status != HeartbeatStatus.DEAD) {
            assertThat(terms.acceptsHeartbeat(life, now)).isTrue();
        }
        if (terms.acceptsHeartbeat(life, now)) {
            SignsOfLife beaten = new SignsOfLife(life.activatedAt(), now, life.revivedAt());
            assertThat(terms.status(beaten, now)).isIn(HeartbeatStatus.ALIVE, HeartbeatStatus.RESURRECTED);
        }
    }

    @Provide
    Arbitrary<HeartbeatTerms> terms() {
        return Combinators.combine(
                        Arbitraries.of(HeartbeatBasis.class),
                        Arbitraries.of(CullStrategy.class),
                        Arbitraries.of(Duration.ZERO, Duration.ofMinutes(10), Duration.ofHours(1))
                                .injectNull(0.25))
                .as(HeartbeatTermsTest::terms);
    }

    @Provide
    Arbitrary<SignsOfLife> lives() {
        return Arbitraries.integers()
                .between(0, 200)
                .map(HeartbeatTermsTest::after)
                .injectNull(0.25)
                .map(last -> new SignsOfLife(START, last, null));
    }
}

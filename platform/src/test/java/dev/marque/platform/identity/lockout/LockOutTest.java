package dev.marque.platform.identity.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.platform.database.Database;
import dev.marque.platform.identity.RequestOrigin;
import dev.marque.platform.identity.lockout.Admission.Admitted;
import dev.marque.platform.identity.lockout.Admission.Alarm;
import dev.marque.platform.identity.lockout.Admission.Delayed;
import dev.marque.platform.identity.testing.People;
import dev.marque.platform.testing.PlatformFixture;
import dev.marque.testkit.MovableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockOutTest {

    private static final PlatformFixture fixture = PlatformFixture.of("platform");
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final RequestOrigin HERE = People.from("192.0.2.1");
    private static final RequestOrigin ELSEWHERE = People.from("198.51.100.1");

    private final MovableClock clock = MovableClock.at("2026-11-22T12:00:00Z");
    private final LockOut lockOut = new LockOut(fixture.database(), clock);
    private final Target target = Target.password("kim" + COUNTER.incrementAndGet() + "@example.com");

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void fiveFailuresAreFreeThenTheWaitDoublesUpToAnHour() {
        fail(HERE, 5);

        for (int seconds : new int[] {15, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600}) {
            assertThat(attempt(HERE)).isEqualTo(new Delayed(Duration.ofSeconds(seconds)));
            clock.advance(Duration.ofSeconds(seconds));
            assertThat(attempt(HERE)).as("after %s s", seconds).isInstanceOf(Admitted.class);
        }
    }

    @Test
    void whoIsToldToWaitLosesNothingByAskingAgain() {
        fail(HERE, 5);

        clock.advance(Duration.ofSeconds(5));

        assertThat(attempt(HERE)).isEqualTo(new Delayed(Duration.ofSeconds(10)));
        assertThat(attempt(HERE)).isEqualTo(new Delayed(Duration.ofSeconds(10)));
    }

    @Test
    void theFailureThatUsesUpTheFreeOnesIsReportedOnce() {
        List<Alarm> alarms =
                IntStream.range(0, 5).mapToObj(i -> admitted(HERE).alarm()).toList();

        assertThat(alarms).containsExactly(Alarm.NONE, Alarm.NONE, Alarm.NONE, Alarm.NONE, Alarm.PLACE_LOCKED_OUT);
        clock.advance(Duration.ofSeconds(15));
        assertThat(admitted(HERE).alarm()).isEqualTo(Alarm.NONE);
    }

    @Test
    void aSuccessBeginsAnew() {
        fail(HERE, 4);

        lockOut.succeeded(target, HERE, admitted(HERE));

        fail(HERE, 5);
        assertThat(attempt(HERE)).isInstanceOf(Delayed.class);
    }

    @Test
    void aDayWithoutAFailureBeginsAnew() {
        fail(HERE, 5);

        clock.advance(Duration.ofHours(24));

        fail(HERE, 5);
        assertThat(attempt(HERE)).isEqualTo(new Delayed(Duration.ofSeconds(15)));
    }

    @Test
    void aFamiliarPlaceHasTenFreeFailures() {
        lockOut.remember(target, HERE);

        fail(HERE, 10);

        assertThat(attempt(HERE)).isEqualTo(new Delayed(Duration.ofSeconds(15)));
    }

    @Test
    void aPlaceIsNotHeldUpByAnother() {
        fail(ELSEWHERE, 5);
        assertThat(attempt(ELSEWHERE)).isInstanceOf(Delayed.class);

        assertThat(attempt(HERE)).isInstanceOf(Admitted.class);
    }

    @Test
    void oneAccountIsNotHeldUpByAnother() {
        fail(HERE, 5);

        assertThat(lockOut.begin(Target.password("somebody-else@example.com"), HERE))
                .isInstanceOf(Admitted.class);
    }

    @Test
    void aFamiliarPlaceIsNotHeldUpHoweverManyGuessElsewhere() {
        lockOut.remember(target, HERE);

        besiege(400);

        assertThat(admitted(HERE)).isEqualTo(new Admitted(true, Alarm.NONE));
    }

    @Test
    void inASiegeAnUnfamiliarPlaceWaitsOnceAndMayThenTry() {
        besiege(20);

        assertThat(attempt(HERE)).isEqualTo(new Delayed(Duration.ofSeconds(10)));
        clock.advance(Duration.ofSeconds(10));

        fail(HERE, 5);
    }

    @Test
    void besiegersCannotUseUpTheTurnOfSomebodyElse() {
        besiege(20);
        assertThat(attempt(HERE)).isEqualTo(new Delayed(Duration.ofSeconds(10)));

        for (int place = 0; place < 50; place++) {
            RequestOrigin besieger = People.from("203.0.113." + place);
            attempt(besieger);
            clock.advance(Duration.ofMillis(200));
            attempt(besieger);
        }

        assertThat(attempt(HERE)).isInstanceOf(Admitted.class);
    }

    @ParameterizedTest
    @CsvSource({"20, 10", "39, 10", "40, 20", "60, 40", "100, 160", "120, 300", "4000, 300"})
    void theWaitInASiegeGrowsWithItAndStaysUnderFiveMinutes(int failures, int seconds) {
        assertThat(Waits.inSiege(failures)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void theSiegeIsReportedOnceAndEndsAfterAnHourOfQuiet() {
        List<Alarm> alarms = IntStream.range(0, 20)
                .mapToObj(place -> admitted(People.from("203.0.113." + place)).alarm())
                .toList();
        assertThat(alarms.subList(0, 19)).containsOnly(Alarm.NONE);
        assertThat(alarms.getLast()).isEqualTo(Alarm.SIEGE);

        clock.advance(Duration.ofHours(1));

        assertThat(attempt(HERE)).isInstanceOf(Admitted.class);
    }

    @Test
    void whoHasOneAddressOfAnIpv6NetworkHasAllOfIt() {
        fail(People.from("2001:db8:1:2::1"), 5);

        assertThat(attempt(People.from("2001:db8:1:2:ffff::9"))).isInstanceOf(Delayed.class);
        assertThat(attempt(People.from("2001:db8:1:3::1"))).isInstanceOf(Admitted.class);
    }

    @Test
    void triesAtOnceInTwoProcessesAreCountedOneByOne() throws InterruptedException, ExecutionException {
        try (Database other = Database.open(fixture.app(), 10);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            LockOut inAnotherProcess = new LockOut(other, clock);
            List<Callable<Admission>> tries = IntStream.range(0, 60)
                    .<Callable<Admission>>mapToObj(
                            i -> () -> (i % 2 == 0 ? lockOut : inAnotherProcess).begin(target, HERE))
                    .toList();

            List<Future<Admission>> answers = threads.invokeAll(tries);

            int admitted = 0;
            for (Future<Admission> answer : answers) {
                admitted += answer.get() instanceof Admitted ? 1 : 0;
            }
            assertThat(admitted).isEqualTo(5);
        }
    }

    @Test
    void whatMakesNoDifferenceAnyMoreIsForgotten() {
        fail(HERE, 5);
        lockOut.remember(target, HERE);
        clock.advance(Waits.FAMILIAR);
        lockOut.forgetOld();
        assertThat(admitted(HERE).familiar()).as("for 90 days").isTrue();

        clock.advance(Duration.ofSeconds(1));
        lockOut.forgetOld();

        assertThat(admitted(HERE).familiar()).isFalse();
        int rows = fixture.database().withoutTenant(transaction -> transaction
                .createQuery("select count(*) from guess_counts where target = :target and place <> '*'")
                .bind("target", target.hash())
                .mapTo(Integer.class)
                .one());
        assertThat(rows).isEqualTo(1);
    }

    private Admission attempt(RequestOrigin origin) {
        return lockOut.begin(target, origin);
    }

    private Admitted admitted(RequestOrigin origin) {
        Admission admission = attempt(origin);
        assertThat(admission).isInstanceOf(Admitted.class);
        return (Admitted) admission;
    }

    private void fail(RequestOrigin origin, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(attempt(origin)).as("failure %s", i + 1).isInstanceOf(Admitted.class);
        }
    }

    /** So many places guess, each as often as it may. */
    private void besiege(int places) {
        for (int place = 0; place < places; place++) {
            attempt(People.from("10.0." + place / 250 + "." + place % 250));
        }
    }
}

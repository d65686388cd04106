package dev.marque.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.json.Json;
import dev.marque.platform.tenant.Tenants;
import dev.marque.platform.testing.PlatformFixture;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobControlTest {

    private static final String NIGHTLY = "test.nightly";
    private static final String LETTER = "test.letter";

    private final PlatformFixture fixture = PlatformFixture.of("platform");
    private final AtomicReference<Duration> moved = new AtomicReference<>(Duration.ZERO);

    /** Goes on by itself, unlike a clock that stands: the scheduler waits by it. */
    private final InstantSource clock = () -> Instant.now().plus(moved.get());

    private final Ids ids = Ids.uuid7(clock, new SecureRandom());
    private final JobControl control =
            new JobControl(fixture.database(), new ChangeLog(Json.newMapper(), clock, ids), clock);
    private final Actor operator = Actor.system(
            new Tenants(fixture.database(), clock, ids)
                    .createIfAbsent("ops", "Operators", ZoneOffset.UTC)
                    .id(),
            "grace@ops.example");
    private final BlockingQueue<Instant> nights = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> letters = new LinkedBlockingQueue<>();
    private final AtomicInteger failuresLeft = new AtomicInteger();

    @AfterEach
    void close() {
        fixture.close();
    }

    private Jobs worker() {
        Jobs jobs = new Jobs(
                fixture.database(),
                clock,
                List.of(new RecurringJob(NIGHTLY, Duration.ofDays(1), () -> {
                    nights.add(clock.instant());
                    fail("the night of ada@example.com failed");
                })),
                List.of(new OneOffJob(LETTER, data -> {
                    letters.add(data);
                    fail("no letter for ada@example.com");
                })));
        jobs.start();
        return jobs;
    }

    private void fail(String message) {
        if (failuresLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException(message);
        }
    }

    private void schedule(Jobs jobs, String id) {
        fixture.database().runWithoutTenant(transaction -> {
            jobs.schedule(transaction, LETTER, id, "to ada@example.com", clock.instant());
        });
    }

    private static void eventually(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("20 s are over").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Test
    void aDailyJobRunsAfterTheClockWasMovedByADay() throws InterruptedException {
        try (Jobs _ = worker()) {
            Instant first = nights.poll(10, TimeUnit.SECONDS);
            assertThat(first).isNotNull();
            eventually(() -> control.get(NIGHTLY).lastSuccessAt() != null);
            assertThat(control.get(NIGHTLY).nextRunAt()).isAfter(first.plus(Duration.ofHours(23)));
            assertThat(nights).isEmpty();

            moved.set(Duration.ofHours(25));
            assertThat(nights.poll(10, TimeUnit.SECONDS)).isAfter(first.plus(Duration.ofDays(1)));
        }
    }

    @Test
    void aJobIsRunNowOutOfTurn() throws InterruptedException {
        try (Jobs _ = worker()) {
            assertThat(nights.poll(10, TimeUnit.SECONDS)).isNotNull();
            eventually(() -> control.get(NIGHTLY).waiting() == 1);
            control.runNow(operator, NIGHTLY);
            assertThat(nights.poll(10, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void aPausedJobDoesNotRunUntilItIsResumed() throws InterruptedException {
        try (Jobs jobs = worker()) {
            control.pause(operator, LETTER);
            schedule(jobs, "1");
            eventually(this::isParked);
            assertThat(letters).isEmpty();
            JobStatus paused = control.get(LETTER);
            assertThat(paused.pausedBy()).isEqualTo("grace@ops.example");
            assertThat(paused.waiting()).isEqualTo(1);
            assertThat(paused.running()).isEmpty();
            assertThatThrownBy(() -> control.runNow(operator, LETTER)).isInstanceOf(ProblemException.class);

            control.resume(operator, LETTER);
            assertThat(letters.poll(10, TimeUnit.SECONDS)).isEqualTo("to ada@example.com");
            eventually(() -> control.get(LETTER).lastSuccessAt() != null);
            assertThat(control.get(LETTER).waiting()).isZero();
        }
    }

    private boolean isParked() {
        return fixture.database().withoutTenant(transaction -> transaction
                .createQuery("select exists (select from scheduled_tasks where picked_by = 'paused')")
                .mapTo(Boolean.class)
                .one());
    }

    @Test
    void aFailedJobShowsItsErrorAndIsRetriedAtOnce() throws InterruptedException {
        failuresLeft.set(1);
        try (Jobs _ = worker()) {
            assertThat(nights.poll(10, TimeUnit.SECONDS)).isNotNull();
            eventually(() -> control.get(NIGHTLY).consecutiveFailures() == 1);
            JobStatus failed = control.get(NIGHTLY);
            assertThat(failed.lastError()).isEqualTo("IllegalStateException: the night of ada@example.com failed");
            assertThat(failed.lastFailureAt()).isNotNull();
            control.retry(operator, NIGHTLY);
            assertThat(nights.poll(4, TimeUnit.SECONDS)).isNotNull();
            eventually(() -> control.get(NIGHTLY).consecutiveFailures() == 0);
            assertThatThrownBy(() -> control.retry(operator, NIGHTLY)).isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void ofATenantsJobOperatorsSeeTheKindOfFailureOnly() throws InterruptedException {
        try (Jobs jobs = worker()) {
            eventually(() -> control.get(NIGHTLY).lastSuccessAt() != null);
            failuresLeft.set(1);
            schedule(jobs, "1");
            assertThat(letters.poll(10, TimeUnit.SECONDS)).isNotNull();
            eventually(() -> control.get(LETTER).consecutiveFailures() == 1);
            assertThat(control.get(LETTER).lastError()).isEqualTo("IllegalStateException");
            assertThat(control.list().toString()).doesNotContain("letter for", "to ada");
        }
    }

    @Test
    void noJobRunsTwiceAtOnceOnTwoWorkers() throws InterruptedException {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        BlockingQueue<String> done = new LinkedBlockingQueue<>();
        RecurringJob often = new RecurringJob("test.often", Duration.ofMillis(1), () -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            now.decrementAndGet();
            done.add("tick");
        });
        OneOffJob once = new OneOffJob("test.once", done::add);
        try (Jobs one = new Jobs(fixture.database(), clock, List.of(often), List.of(once));
                Jobs two = new Jobs(fixture.database(), clock, List.of(often), List.of(once))) {
            one.start();
            two.start();
            for (int i = 0; i < 20; i++) {
                int number = i;
                fixture.database().runWithoutTenant(transaction -> {
                    one.schedule(transaction, "test.once", "n" + number, "n" + number, clock.instant());
                });
            }
            eventually(() -> done.stream().filter("tick"::equals).count() >= 5
                    && done.stream().filter(name -> name.startsWith("n")).count() >= 20);
        }
        assertThat(most).hasValue(1);
        assertThat(done.stream().filter(name -> name.startsWith("n"))).doesNotHaveDuplicates();
    }

    @Test
    void whatOperatorsDoIsInTheirAuditTrail() throws InterruptedException {
        try (Jobs _ = worker()) {
            assertThat(nights.poll(10, TimeUnit.SECONDS)).isNotNull();
            control.pause(operator, NIGHTLY);
            control.resume(operator, NIGHTLY);
        }
        assertThatThrownBy(() -> control.pause(operator, "test.unknown")).isInstanceOf(ProblemException.class);
        List<String> actions = fixture.database().inTenant(operator.tenant(), transaction -> transaction
                .createQuery("select action || ' by ' || actor_name from audit_logs order by id")
                .mapTo(String.class)
                .list());
        assertThat(actions).containsExactly("job.paused by grace@ops.example", "job.resumed by grace@ops.example");
    }
}

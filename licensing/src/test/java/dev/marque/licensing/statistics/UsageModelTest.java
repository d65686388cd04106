package dev.marque.licensing.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.keys.validation.Version;
import dev.marque.licensing.statistics.Usage.Used;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.jobs.PartitionUpkeep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Random uses of a license, roll-ups at any time between them: finished, undone half-way, or two at once. Each series tells
 * what a naive count over all that was ever reported tells. The clock of the tests goes on from try to try.
 */
class UsageModelTest {

    private static final UsageRoom room = new UsageRoom();
    private static final ExecutorService PROCESSES = Executors.newFixedThreadPool(2);

    @AfterContainer
    static void close() {
        PROCESSES.shutdown();
        room.close();
    }

    private enum Kind {
        BEAT,
        /** By a process whose clock is behind, or that takes long to write. */
        LATE_BEAT,
        VALIDATE,
        ASK_FOR_TOO_MUCH,
        ROLL_UP,
        ROLL_UP_TWICE_AT_ONCE,
        ROLL_UP_AND_CRASH,
        WAIT
    }

    private record Step(Kind kind, String machine, String version, String user, int minutes) {}

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void everySeriesIsWhatANaiveCountTells(@ForAll("steps") List<Step> steps) throws Exception {
        new PartitionUpkeep(room.fixture.database, room.fixture.clock).run();
        Actor license = room.license();
        UsageModel model = new UsageModel();
        for (String machine : List.of("m-1", "m-2")) {
            room.activate(license, machine, "os of " + machine);
        }
        Instant began = now();
        for (Step step : steps) {
            does(license, model, step);
        }
        tellsWhatTheModelTells(license, model, began);
        room.pass(Duration.ofHours(2));
        room.rollUp.run();
        tellsWhatTheModelTells(license, model, began);
    }

    private static void does(Actor license, UsageModel model, Step step) throws Exception {
        Duration late = Duration.ofMinutes(step.minutes() % 60);
        switch (step.kind()) {
            case BEAT -> beat(license, model, step);
            case LATE_BEAT -> {
                room.pass(late.negated());
                beat(license, model, step);
                room.pass(late);
            }
            case VALIDATE -> validate(license, model, step, Set.of());
            case ASK_FOR_TOO_MUCH -> validate(license, model, step, Set.of("not-sold"));
            case ROLL_UP -> room.rollUp.run();
            case ROLL_UP_TWICE_AT_ONCE -> {
                CompletableFuture<Integer> one = CompletableFuture.supplyAsync(room.rollUp()::run, PROCESSES);
                CompletableFuture<Integer> two = CompletableFuture.supplyAsync(room.rollUp()::run, PROCESSES);
                CompletableFuture.allOf(one, two).get();
            }
            case ROLL_UP_AND_CRASH -> crash();
            case WAIT -> room.pass(Duration.ofMinutes(step.minutes()));
        }
    }

    private static void beat(Actor license, UsageModel model, Step step) {
        room.beat(license, step.machine(), step.version(), step.user(), Map.of("export", step.minutes() + 1));
        model.beat(now(), step.machine(), step.version(), step.user(), step.minutes() + 1);
    }

    private static void validate(Actor license, UsageModel model, Step step, Set<String> features) {
        room.fixture.validations.validate(
                license,
                ValidationRequest.PLAIN
                        .from(Fingerprint.of(step.machine()))
                        .wanting(features)
                        .by(null, Version.parse(step.version()).orElseThrow()));
        model.validation(now(), step.machine(), step.version(), features.isEmpty());
    }

    /** All that the run would have written is undone. */
    private static void crash() {
        try {
            room.fixture.database.asOne(room.fixture.acme.tenant(), transaction -> {
                room.rollUp.run();
                throw new IllegalStateException("killed");
            });
        } catch (IllegalStateException killed) {
            assertThat(killed).hasMessage("killed");
        }
    }

    private static void tellsWhatTheModelTells(Actor license, UsageModel model, Instant began) {
        for (Granularity granularity : Granularity.values()) {
            List<Used> series = room.usage.of(
                    room.fixture.acme, license.id(), granularity, began.minusSeconds(3_600), now().plusNanos(1));
            assertThat(series.getFirst().period().startsAt()).isBeforeOrEqualTo(began);
            assertThat(series.getLast().period().endsAt()).isAfter(now());
            for (int i = 0; i < series.size(); i++) {
                Used used = series.get(i);
                assertThat(used.figures()).as(used.toString()).isEqualTo(model.in(used.period()));
                if (i > 0) {
                    assertThat(used.period().startsAt())
                            .isEqualTo(series.get(i - 1).period().endsAt());
                }
            }
        }
    }

    private static Instant now() {
        return room.fixture.clock.instant();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(6, Kind.BEAT),
                Tuple.of(4, Kind.LATE_BEAT),
                Tuple.of(3, Kind.VALIDATE),
                Tuple.of(1, Kind.ASK_FOR_TOO_MUCH),
                Tuple.of(2, Kind.ROLL_UP),
                Tuple.of(1, Kind.ROLL_UP_TWICE_AT_ONCE),
                Tuple.of(1, Kind.ROLL_UP_AND_CRASH),
                Tuple.of(7, Kind.WAIT));
        return Combinators.combine(
                        kinds,
                        Arbitraries.of("m-1", "m-2"),
                        Arbitraries.of("2.0.0", "2.1.0"),
                        Arbitraries.of("ada", "bob", "cleo"),
                        Arbitraries.integers().between(0, 240))
                .as(Step::new)
                .list()
                .ofMinSize(10)
                .ofMaxSize(25);
    }
}

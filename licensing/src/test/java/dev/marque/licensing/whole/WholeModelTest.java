package dev.marque.licensing.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.licensing.whole.Step.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Random histories of three licenses at a time under four policies, by two processes while time moves. After each step the
 * services and a model in memory have told the same outcome; every 50 steps they tell the same state. The suite makes a
 * short run; {@code ./dev model} makes a long one. The seed that a run says makes the same steps again.
 */
class WholeModelTest {

    private static final int STEPS = Integer.getInteger("model.steps", 1_000);
    private static final long SEED = Long.getLong("model.seed", 20_261_123L);
    private static final int IN_A_HISTORY = 250;
    private static final int UNTIL_COMPARED = 50;
    private static final int MONTHS = 24;
    private static final int TOLD_EVERY = 5_000;

    private static final Room first = Room.first();
    private static final Room second = first.another();

    private final Map<Kind, Integer> actions = new EnumMap<>(Kind.class);
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private Instant partitionsUntil = Instant.MIN;

    @AfterContainer
    static void close() {
        Room.close(first, second);
    }

    @Example
    void theServicesAndTheModelTellTheSameStory() {
        Instant began = Instant.now();
        RandomGenerator<Step> steps = Step.any().generator(1_000);
        Random random = new Random(SEED);
        int taken = 0;
        while (taken < STEPS) {
            taken += history(steps, random, taken);
            if (taken % TOLD_EVERY == 0) {
                System.out.printf("%d steps so far, until %s%n", taken, Instant.now());
            }
        }
        System.out.printf(
                "WholeModelTest: seed %d, %d steps in %d s, of them %s; outcomes %s%n",
                SEED, taken, Duration.between(began, Instant.now()).toSeconds(), actions, outcomes);
        assertThat(actions).as("a run does everything").hasSize(Kind.values().length);
    }

    private int history(RandomGenerator<Step> steps, Random random, int before) {
        setClocks(Instant.parse(LicensingFixture.NOON));
        Story story = new Story(List.of(first, second), first.fixture.clock.instant());
        StringBuilder told = new StringBuilder();
        for (int i = 1; i <= IN_A_HISTORY; i++) {
            Step step = steps.next(random).value();
            Story.Told both = story.take(step);
            setClocks(story.now());
            told.append("\n")
                    .append(story.now())
                    .append(' ')
                    .append(step)
                    .append(' ')
                    .append(both);
            assertThat(both.service())
                    .as("seed %d, step %d of this history, which is:%s", SEED, before + i, told)
                    .isEqualTo(both.model());
            actions.merge(step.kind(), 1, Integer::sum);
            outcomes.merge(both.service(), 1, Integer::sum);
            if (i % UNTIL_COMPARED == 0) {
                assertThat(story.stateOfServices())
                        .as("seed %d, after step %d of this history, which is:%s", SEED, before + i, told)
                        .isEqualTo(story.stateOfModel());
            }
        }
        return IN_A_HISTORY;
    }

    /** Of all partitioned tables, for years ahead: histories are long, and begin at the same time again. */
    private void makePartitions() {
        Instant now = first.fixture.clock.instant();
        first.fixture.database.runWithoutTenant(handle -> handle.createQuery(
                        "select ensure_month_partitions(parent, :ahead, :now) from partitioned_tables")
                .bind("ahead", MONTHS)
                .bind("now", now)
                .mapTo(Integer.class)
                .list());
        partitionsUntil = now.plus(Duration.ofDays(28L * MONTHS));
    }

    private void setClocks(Instant now) {
        first.fixture.clock.set(now);
        second.fixture.clock.set(now);
        if (now.isAfter(partitionsUntil)) {
            makePartitions();
        }
    }
}

package dev.marque.licensing.lease;

import static dev.marque.licensing.lease.LeaseRoom.machine;
import static dev.marque.licensing.lease.LeaseRoom.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.licensing.policy.FloatingRules;
import dev.marque.platform.identity.Actor;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;

/** Random histories of a floating license, told the same by the service on PostgreSQL and by a model in memory. */
class LeaseModelTest {

    private static final LeaseRoom room = new LeaseRoom();
    private static final UUID NEVER_GIVEN = new UUID(7, 7);

    @AfterContainer
    static void close() {
        room.close();
    }

    /** One thing that somebody does, or that time passes. */
    private enum Kind {
        ACQUIRE,
        QUEUE_UP,
        RENEW,
        RELEASE,
        BORROW,
        RETURN,
        ASK_AFTER,
        LEAVE,
        FORCE_RELEASE,
        UPKEEP,
        WAIT
    }

    private static final Set<Kind> MAY_CHANGE_SEATS = EnumSet.of(Kind.ACQUIRE, Kind.QUEUE_UP, Kind.UPKEEP);

    /** @param time that passes, or for which a lease is borrowed */
    private record Step(Kind kind, String who, @Nullable String group, Duration time) {}

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void serviceAndModelTellTheSameStory(
            @ForAll("rules") Map<String, Object> floating, @ForAll("steps") List<Step> steps) {
        room.noonAgain();
        Actor license = room.license(floating);
        FloatingRules rules = room.fixture.json.convertValue(floating, FloatingRules.class);
        LeaseModel model = new LeaseModel(rules, room.fixture.clock.instant());
        Map<String, UUID> leases = new HashMap<>();
        for (Step step : steps) {
            assertThat(does(license, leases, step)).as(step.toString()).isEqualTo(expected(model, step));
            if (MAY_CHANGE_SEATS.contains(step.kind())) {
                holdsWhatIsSold(license, model, rules);
            }
        }
    }

    /** What the service counts is what the model counts, and never more than there is. */
    private static void holdsWhatIsSold(Actor license, LeaseModel model, FloatingRules rules) {
        List<String> held =
                room.fixture.texts("select coalesce(group_name, '-') from license_leases where held and held_until"
                        + " > '" + room.fixture.clock.instant() + "' and license_id = '" + license.id() + "'");
        assertThat(held).hasSize(model.taken()).hasSizeLessThanOrEqualTo(rules.most());
        rules.groups().forEach(group -> {
            assertThat(held.stream().filter(group.name()::equals).count()).isEqualTo(model.takenBy(group.name()));
            if (group.max() != null) {
                assertThat(model.takenBy(group.name())).isLessThanOrEqualTo(group.max());
            }
        });
    }

    private static String does(Actor license, Map<String, UUID> leases, Step step) {
        String who = step.who();
        UUID lease = leases.getOrDefault(who, NEVER_GIVEN);
        return switch (step.kind()) {
            case ACQUIRE, QUEUE_UP -> {
                Leased leased = room.acquire(license, who, step.group(), step.kind() == Kind.QUEUE_UP);
                if (leased.lease() != null) {
                    leases.put(who, leased.lease().id());
                }
                yield told(leased);
            }
            case RENEW -> told(room.leases.renew(license, lease));
            case RELEASE -> told(room.leases.release(license, lease));
            case BORROW ->
                told(room.leases.borrow(
                        license, lease, room.fixture.clock.instant().plus(step.time())));
            case RETURN -> told(room.leases.giveBack(license, lease));
            case ASK_AFTER -> told(room.queue.askAfter(license, machine(who)));
            case LEAVE -> told(room.queue.leave(license, machine(who)));
            case FORCE_RELEASE -> forceRelease(license, lease);
            case UPKEEP -> {
                room.upkeep.run();
                yield "";
            }
            case WAIT -> {
                room.pass(step.time());
                yield "";
            }
        };
    }

    private static String forceRelease(Actor license, UUID lease) {
        try {
            room.held.forceRelease(room.fixture.acme, license.id(), lease, "model");
            return "true";
        } catch (ProblemException notFound) {
            return "false";
        }
    }

    private static String expected(LeaseModel model, Step step) {
        String who = step.who();
        return switch (step.kind()) {
            case ACQUIRE, QUEUE_UP -> model.acquire(who, step.group(), step.kind() == Kind.QUEUE_UP);
            case RENEW -> model.renew(who);
            case RELEASE -> model.release(who);
            case BORROW -> model.borrow(who, step.time());
            case RETURN -> model.giveBack(who);
            case ASK_AFTER -> model.askAfter(who);
            case LEAVE -> model.leave(who);
            case FORCE_RELEASE -> String.valueOf(model.forceRelease(who));
            case UPKEEP -> "";
            case WAIT -> {
                model.pass(step.time());
                yield "";
            }
        };
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                net.jqwik.api.Tuple.of(6, Kind.ACQUIRE),
                net.jqwik.api.Tuple.of(6, Kind.QUEUE_UP),
                net.jqwik.api.Tuple.of(2, Kind.RENEW),
                net.jqwik.api.Tuple.of(3, Kind.RELEASE),
                net.jqwik.api.Tuple.of(2, Kind.BORROW),
                net.jqwik.api.Tuple.of(1, Kind.RETURN),
                net.jqwik.api.Tuple.of(3, Kind.ASK_AFTER),
                net.jqwik.api.Tuple.of(1, Kind.LEAVE),
                net.jqwik.api.Tuple.of(1, Kind.FORCE_RELEASE),
                net.jqwik.api.Tuple.of(1, Kind.UPKEEP),
                net.jqwik.api.Tuple.of(4, Kind.WAIT));
        return Combinators.combine(
                        kinds,
                        Arbitraries.of("ada", "bob", "cleo", "dan", "eve"),
                        Arbitraries.of("design", "guests").injectNull(0.5),
                        Arbitraries.of(20, 60, 120, 300, 3_600, 90_000).map(Duration::ofSeconds))
                .as(Step::new)
                .list()
                .ofMinSize(10)
                .ofMaxSize(30);
    }

    @Provide
    Arbitrary<Map<String, Object>> rules() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.of("PT0S", "PT2M"),
                        Arbitraries.of("P1D").injectNull(0.2),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(1, 2).injectNull(0.3))
                .as(LeaseModelTest::rules);
    }

    private static Map<String, Object> rules(
            int seats, int overdraft, String linger, @Nullable String borrowing, int reserved, @Nullable Integer max) {
        Map<String, Object> guests = new HashMap<>(Map.of("name", "guests"));
        if (max != null) {
            guests.put("max", max);
        }
        Map<String, Object> rules = new HashMap<>(Map.of(
                "seats", seats,
                "overdraft", overdraft,
                "linger", linger,
                "groups", List.of(Map.of("name", "design", "reserved", Math.min(reserved, seats)), guests)));
        if (borrowing != null) {
            rules.put("longestBorrowing", Objects.requireNonNull(borrowing));
        }
        return rules;
    }
}

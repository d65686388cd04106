package dev.marque.licensing.activation;

import static dev.marque.licensing.testing.LicensingFixture.machine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.Code;
import dev.marque.licensing.activation.Together.Alone;
import dev.marque.licensing.activation.Together.Done;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.license.LicenseRows;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.identity.Actor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Those who come at once get what they would have got one after the other. Groups are put together here, not by chance. */
class SeatsTogetherTest {

    private static final LicensingFixture room = new LicensingFixture();
    private static final GivingTogether giving = new GivingTogether(room.places, room.changes, room.clock, room.ids);
    private static final TakingTogether taking = new TakingTogether(room.changes, room.clock);

    @AfterAll
    static void close() {
        room.close();
    }

    @Test
    void machinesOfManyLicensesGetTheSeatsThatThereAre() {
        Policy policy = room.policy(Map.of("maxActivations", 3));
        List<Actor> licenses = IntStream.range(0, 8)
                .mapToObj(i -> room.installation(room.issue(policy)))
                .toList();

        List<Together> answers = give(IntStream.range(0, 32)
                .mapToObj(i -> asking(licenses.get(i % 8), machine("m" + i)))
                .toList());

        assertThat(answers.subList(0, 24))
                .allSatisfy(answer -> assertThat(code(answer)).isEqualTo(Code.VALID));
        assertThat(answers.subList(24, 32))
                .allSatisfy(answer -> assertThat(code(answer)).isEqualTo(Code.TOO_MANY_ACTIVATIONS));
        assertThat(licenses).allSatisfy(license -> assertThat(seats(license)).isEqualTo(3));
        assertThat(answers.subList(0, 24)).allSatisfy(answer -> {
            UUID id = Objects.requireNonNull(seating(answer).activation()).id();
            assertThat(room.audits("activation.created", id)).isEqualTo(1);
            assertThat(room.events("activation.created", id)).isEqualTo(1);
        });
    }

    @Test
    void aMachineThatMayBeOneBeforeItIsServedAlone() {
        Actor license = room.installation(room.license(Map.of("maxActivations", 9, "matching", "MATCH_ANY")));

        assertThat(give(List.of(
                        asking(license, machine("a", Map.of("mac", "1", "cpu", "2"))),
                        asking(license, machine("a", Map.of("mac", "3"))),
                        asking(license, machine("b", Map.of("cpu", "2"))),
                        asking(license, machine("c", Map.of("cpu", "4"))))))
                .extracting(SeatsTogetherTest::told)
                .containsExactly(Code.VALID, Alone.THIS_TIME, Alone.THIS_TIME, Code.VALID);
    }

    @Test
    void aHeldLicenseIsNotWaitedForNorAreTheOthers() {
        Policy policy = room.policy(Map.of());
        Actor held = room.installation(room.issue(policy));
        Actor free = room.installation(room.issue(policy));

        room.database.runInEnvironment(room.acme.where(), transaction -> {
            LicenseRows.lock(transaction, held.id());
            Thread other = Thread.startVirtualThread(
                    () -> assertThat(give(List.of(asking(held, machine("m")), asking(free, machine("m")))))
                            .extracting(SeatsTogetherTest::told)
                            .containsExactly(Alone.THIS_TIME, Code.VALID));
            join(other);
        });

        assertThat(seats(held)).isZero();
        assertThat(seats(free)).isEqualTo(1);
    }

    static List<Arguments> termsThatConcernMore() {
        return List.of(
                arguments("trial", Map.of("rules", Map.of("trial", Map.of())), true, false),
                arguments(
                        "one product, one seat",
                        Map.of("rules", Map.of("fingerprints", Map.of("uniqueness", "PER_PRODUCT"))),
                        true,
                        false),
                arguments(
                        "new machines in a period",
                        Map.of("rules", Map.of("machines", Map.of("activationsPerPeriod", 9, "period", "P1D"))),
                        true,
                        false),
                arguments(
                        "machines off in a period",
                        Map.of("rules", Map.of("machines", Map.of("deactivationsPerPeriod", 9, "period", "P1D"))),
                        false,
                        true),
                arguments(
                        "the silent lose their seats",
                        Map.of("rules", Map.of("heartbeat", Map.of("deadAfter", "PT1H", "cull", "DEACTIVATE_DEAD"))),
                        true,
                        true),
                arguments(
                        "the term waits for use",
                        Map.of("term", "P1Y", "rules", Map.of("expiration", Map.of("basis", "FROM_FIRST_ACTIVATION"))),
                        true,
                        false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("termsThatConcernMore")
    void termsThatConcernMoreThanTheLicenseAreServedAlone(
            String what, Map<String, Object> policy, boolean aloneToGive, boolean aloneToTake) {
        Actor license = room.installation(room.license(policy));

        assertThat(told(give(List.of(asking(license, machine("m")))).getFirst()))
                .as(what)
                .isEqualTo(aloneToGive ? Alone.BY_ITS_TERMS : Code.VALID);
        if (aloneToGive) {
            room.activations.activate(license, machine("m"));
        }
        assertThat(told(take(List.of(leaving(license, Fingerprint.of("m")))).getFirst()))
                .as(what)
                .isEqualTo(aloneToTake ? Alone.BY_ITS_TERMS : Code.VALID);
    }

    @Test
    void whereAMachineMayMakePlaceForAnotherItIsServedAlone() {
        Actor reclaims = room.installation(
                room.license(Map.of("maxActivations", 1, "rules", Map.of("machines", Map.of("reclaimAfter", "P60D")))));
        Actor plain = room.installation(room.license(Map.of("maxActivations", 1)));
        give(List.of(asking(reclaims, machine("a")), asking(plain, machine("a"))));

        assertThat(give(List.of(
                        asking(reclaims, machine("b")),
                        asking(plain, machine("b")),
                        new Asking(plain, machine("c"), new Replacement(null, true), null))))
                .extracting(SeatsTogetherTest::told)
                .containsExactly(Alone.THIS_TIME, Code.TOO_MANY_ACTIVATIONS, Alone.THIS_TIME);
    }

    @Test
    void machinesLeaveByWhatTheyAreOrByTheirActivation() {
        Policy policy = room.policy(Map.of("maxActivations", 3));
        Actor mine = room.installation(room.issue(policy));
        Actor yours = room.installation(room.issue(policy));
        List<UUID> ids =
                give(List.of(asking(mine, machine("a")), asking(mine, machine("b")), asking(yours, machine("a"))))
                        .stream()
                        .map(answer -> Objects.requireNonNull(seating(answer).activation())
                                .id())
                        .toList();

        assertThat(take(List.of(
                        leaving(mine, Fingerprint.of("a")),
                        new Leaving(mine, new MachineReference(ids.getFirst(), null), null),
                        new Leaving(mine, new MachineReference(ids.get(1), null), null),
                        new Leaving(mine, new MachineReference(ids.get(2), null), null),
                        leaving(mine, Fingerprint.of("nobody")))))
                .extracting(SeatsTogetherTest::told)
                .containsExactly(Code.VALID, Alone.THIS_TIME, Code.VALID, Code.NOT_ACTIVATED, Code.NOT_ACTIVATED);
        assertThat(seats(mine)).isZero();
        assertThat(seats(yours)).isEqualTo(1);
        assertThat(ids.subList(0, 2)).allSatisfy(id -> {
            assertThat(room.audits("activation.deactivated", id)).isEqualTo(1);
            assertThat(room.events("activation.deactivated", id)).isEqualTo(1);
        });
    }

    /** Twins of a license: one is asked by groups, one by one after the other; they never differ. */
    @Test
    void groupsGetWhatOneAfterTheOtherGets() {
        Random random = new Random(20261123);
        for (String matching : List.of("MATCH_ANY", "MATCH_MOST", "MATCH_ALL")) {
            Policy policy = room.policy(Map.of(
                    "maxActivations",
                    4,
                    "matching",
                    matching,
                    "rules",
                    Map.of("fingerprints", Map.of("adoptedPerPeriod", 1, "adoptionPeriod", "P1D"))));
            Twin twin = new Twin(room.issue(policy), room.issue(policy));
            for (int round = 0; round < 25; round++) {
                List<Machine> machines =
                        Stream.generate(() -> machineOf(random)).limit(6).toList();
                assertThat(twin.together(machines))
                        .as("%s, round %d", matching, round)
                        .isEqualTo(twin.seats());
                twin.leave(machineOf(random).fingerprint());
            }
        }
    }

    private static Machine machineOf(Random random) {
        Map<String, String> components = new TreeMap<>();
        for (String name : List.of("mac", "cpu", "disk")) {
            if (random.nextInt(4) > 0) {
                components.put(name, String.valueOf(random.nextInt(4)));
            }
        }
        return machine("v" + random.nextInt(12), components);
    }

    private record Twin(Actor grouped, Actor single) {

        Twin(IssuedLicense grouped, IssuedLicense single) {
            this(room.installation(grouped), room.installation(single));
        }

        /** Asks for both, those who are to be served alone last. */
        List<String> together(List<Machine> machines) {
            List<Together> answers = give(
                    machines.stream().map(machine -> asking(grouped, machine)).toList());
            List<Integer> order = new ArrayList<>();
            for (Boolean alone : List.of(false, true)) {
                IntStream.range(0, machines.size())
                        .filter(i -> answers.get(i) instanceof Alone == alone)
                        .forEach(order::add);
            }
            for (int place : order) {
                Machine machine = machines.get(place);
                Object expected = alone(single, machine).outcome().code();
                Object got = answers.get(place) instanceof Alone
                        ? alone(grouped, machine).outcome().code()
                        : told(answers.get(place));
                assertThat(got).as("of %s in %s", machine, machines).isEqualTo(expected);
            }
            return seatsOf(grouped);
        }

        List<String> seats() {
            return seatsOf(single);
        }

        void leave(Fingerprint fingerprint) {
            Object got = told(take(List.of(leaving(grouped, fingerprint))).getFirst());
            assertThat(got).isEqualTo(room.database.asOne(room.acme.tenant(), _ -> room.activations
                    .deactivate(single, new MachineReference(null, fingerprint))
                    .outcome()
                    .code()));
        }

        /** Within a larger transaction nobody is served together with others. */
        private static Seating alone(Actor installation, Machine machine) {
            return room.database.asOne(room.acme.tenant(), _ -> room.activations.activate(installation, machine));
        }

        private static List<String> seatsOf(Actor license) {
            return room.texts("select fingerprint || ' ' || components::text from license_activations"
                    + " where deactivated_at is null and license_id = '" + license.id() + "' order by 1");
        }
    }

    private static List<Together> give(List<Asking> askings) {
        return room.database.inEnvironment(
                room.acme.where(), transaction -> giving.write(transaction, room.acme.where(), askings));
    }

    private static List<Together> take(List<Leaving> leavings) {
        return room.database.inEnvironment(
                room.acme.where(), transaction -> taking.write(transaction, room.acme.where(), leavings));
    }

    private static Asking asking(Actor license, Machine machine) {
        return new Asking(license, machine, Replacement.NONE, null);
    }

    private static Leaving leaving(Actor license, Fingerprint fingerprint) {
        return new Leaving(license, new MachineReference(null, fingerprint), null);
    }

    /** The code of who has an answer, or why there is none. */
    private static Object told(Together answer) {
        return switch (answer) {
            case Done done -> done.seating().outcome().code();
            case Alone alone -> alone;
        };
    }

    private static Seating seating(Together answer) {
        return ((Done) answer).seating();
    }

    private static Code code(Together answer) {
        return seating(answer).outcome().code();
    }

    private static int seats(Actor license) {
        return room.number("select count(*) from license_activations where deactivated_at is null and license_id = '"
                + license.id() + "'");
    }

    private static void join(Thread thread) {
        try {
            assertThat(thread.join(java.time.Duration.ofSeconds(20))).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

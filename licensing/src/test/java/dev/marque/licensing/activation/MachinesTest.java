package dev.marque.licensing.activation;

import static dev.marque.licensing.testing.LicensingFixture.machine;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.kernel.page.PageRequest;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.HeartbeatStatus;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.jobs.PartitionUpkeep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Machines as they live: they change, move, fall silent and come back. */
class MachinesTest {

    private static final LicensingFixture room = new LicensingFixture();
    private static final UnseenMachines unseen =
            new UnseenMachines(room.database, room.firstUse, room.places, room.changes, room.clock, room.ids);
    private static final ActivationUpkeep upkeep =
            new ActivationUpkeep(room.database, room.tenants, room.changes, room.clock);

    @AfterAll
    static void close() {
        room.close();
    }

    private static Actor license(int machines, Map<String, ?> rules) {
        return room.installation(room.license(Map.of("maxActivations", machines, "rules", rules)));
    }

    private static Code activated(Actor installation, String name) {
        return room.activations.activate(installation, machine(name)).outcome().code();
    }

    private static UUID seat(Actor installation, String name) {
        return seat(room.activations.activate(installation, machine(name)));
    }

    private static UUID seat(Seating seating) {
        return Objects.requireNonNull(seating.activation(), seating.outcome().detail())
                .id();
    }

    private static Code validated(Actor installation, String name) {
        return room.validations
                .validate(installation, ValidationRequest.PLAIN.from(Fingerprint.of(name)))
                .outcome()
                .code();
    }

    private static Code beaten(Actor installation, UUID activation) {
        return room.heartbeats
                .beat(installation, new MachineReference(activation, null), null)
                .outcome()
                .code();
    }

    private static List<KnownMachine> known(Actor installation) {
        return room.activations
                .known(room.acme, installation.id(), PageRequest.first(50))
                .items();
    }

    /** Time passes, and the months of the logs are made as they come. */
    private static void pass(Duration time) {
        room.clock.advance(time);
        new PartitionUpkeep(room.database, room.clock).run();
    }

    private static Machine parts(String board, String disk, String mac) {
        return machine("m-" + board + disk + mac, Map.of("board", board, "disk", disk, "mac", mac));
    }

    private static Actor weighed(int adoptedPerPeriod) {
        return license(
                1,
                Map.of(
                        "fingerprints",
                        Map.of(
                                "weights",
                                Map.of("board", 60, "disk", 25, "mac", 15),
                                "threshold",
                                60,
                                "adoptedPerPeriod",
                                adoptedPerPeriod,
                                "adoptionPeriod",
                                "P30D")));
    }

    @Test
    void aChangedDiskAndCardKeepTheSeatAndAForeignBoardDoesNot() {
        Actor installation = weighed(0);
        UUID seat = seat(room.activations.activate(installation, parts("b", "d", "m")));

        Seating changed = room.activations.activate(installation, parts("b", "d2", "m2"));
        assertThat(seat(changed)).isEqualTo(seat);
        assertThat(changed.changed()).containsExactly("disk", "mac");
        Machine copied = machine("m-bdm", Map.of("board", "b9", "disk", "d", "mac", "m"));
        assertThat(room.activations.activate(installation, copied).activation()).isNull();
        assertThat(room.activations.activate(installation, parts("b", "d", "m")).changed())
                .as("what is stored stays as it was")
                .isEmpty();
        assertThat(room.audits("activation.updated", seat)).isZero();
    }

    @Test
    void changedPartsAreTakenOverAsOftenAsTheRulesAllow() {
        Actor installation = weighed(1);
        UUID seat = seat(room.activations.activate(installation, parts("b", "d", "m")));

        room.activations.activate(installation, parts("b", "d2", "m2"));
        assertThat(known(installation).getFirst().activation().fingerprint().components())
                .isEqualTo(Map.of("board", "b", "disk", "d2", "mac", "m"));
        pass(Duration.ofDays(30).minusSeconds(1));
        room.activations.activate(installation, parts("b", "d3", "m2"));
        assertThat(known(installation).getFirst().activation().fingerprint().components())
                .as("one in a period")
                .containsEntry("disk", "d2")
                .containsEntry("mac", "m");
        pass(Duration.ofSeconds(1));
        Seating later = room.activations.activate(installation, parts("b", "d2", "m2"));
        assertThat(seat(later)).isEqualTo(seat);
        assertThat(known(installation).getFirst().activation().fingerprint().components())
                .containsEntry("mac", "m2");
        assertThat(room.audits("activation.updated", seat)).isEqualTo(2);
    }

    private static Policy once(String uniqueness) {
        return room.policy(
                Map.of("maxActivations", 3, "rules", Map.of("fingerprints", Map.of("uniqueness", uniqueness))));
    }

    @Test
    void aMachineHasOneSeatInTheRangeThatTheRulesSay() {
        Policy policy = once("PER_POLICY");
        Actor first = room.installation(room.issue(policy));
        Actor second = room.installation(room.issue(policy));
        UUID seat = seat(first, "desk");

        assertThat(activated(first, "desk")).as("its own seat").isEqualTo(Code.VALID);
        assertThat(activated(second, "desk")).isEqualTo(Code.FINGERPRINT_TAKEN);
        assertThat(activated(second, "laptop")).isEqualTo(Code.VALID);
        assertThat(activated(room.installation(room.issue(once("PER_POLICY"))), "desk"))
                .as("another policy")
                .isEqualTo(Code.VALID);
        assertThat(activated(room.installation(room.issue(once("PER_TENANT"))), "desk"))
                .isEqualTo(Code.FINGERPRINT_TAKEN);
        room.activations.deactivate(first, new MachineReference(seat, null));
        assertThat(activated(second, "desk")).isEqualTo(Code.VALID);
    }

    @Test
    void machinesThatRaceForSeatsOfManyLicensesGetOne() throws Exception {
        Policy policy = once("PER_PRODUCT");
        List<Actor> licenses = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            IssuedLicense issued = room.issue(policy);
            licenses.add(room.installation(issued));
        }
        try (ExecutorService clients = LicensingFixture.clients()) {
            List<Future<Code>> answers = licenses.stream()
                    .map(license -> clients.submit(() -> activated(license, "trial machine")))
                    .toList();
            List<Code> codes = new ArrayList<>();
            for (Future<Code> answer : answers) {
                codes.add(answer.get());
            }
            assertThat(codes)
                    .containsOnlyOnce(Code.VALID)
                    .containsOnly(Code.VALID, Code.FINGERPRINT_TAKEN)
                    .hasSize(16);
        }
    }

    @Test
    void whoHasToLiveIsRefusedBeforeItsFirstSignAndAfterTooLongASilence() {
        Actor installation = license(1, Map.of("heartbeat", Map.of("required", true)));
        UUID seat = seat(installation, "desk");
        assertThat(validated(installation, "desk")).isEqualTo(Code.HEARTBEAT_NOT_STARTED);
        assertThat(activated(installation, "desk")).as("asking again").isEqualTo(Code.VALID);
        assertThat(beaten(installation, seat)).isEqualTo(Code.VALID);
        assertThat(validated(installation, "desk")).isEqualTo(Code.VALID);

        pass(Duration.ofMinutes(45));
        assertThat(validated(installation, "desk")).as("three intervals").isEqualTo(Code.HEARTBEAT_DEAD);
        assertThat(known(installation)).extracting(KnownMachine::heartbeat).containsExactly(HeartbeatStatus.DEAD);
        assertThat(activated(installation, "laptop")).as("it keeps its seat").isEqualTo(Code.TOO_MANY_ACTIVATIONS);
        assertThat(beaten(installation, seat)).isEqualTo(Code.VALID);
        assertThat(known(installation))
                .extracting(KnownMachine::heartbeat)
                .containsExactly(HeartbeatStatus.RESURRECTED);
        assertThat(room.events("activation.revived", seat)).isEqualTo(1);
        pass(Duration.ofMinutes(1));
        assertThat(beaten(installation, seat)).isEqualTo(Code.VALID);
        assertThat(known(installation)).extracting(KnownMachine::heartbeat).containsExactly(HeartbeatStatus.ALIVE);
        assertThat(room.events("activation.revived", seat)).isEqualTo(1);
    }

    @Test
    void aMachineThatMayNotComeBackStaysDeadUntilItActivatesAnew() {
        Actor installation = license(1, Map.of("heartbeat", Map.of("required", true, "revivableFor", "PT0S")));
        UUID seat = seat(installation, "desk");
        beaten(installation, seat);
        pass(Duration.ofMinutes(45));
        assertThat(beaten(installation, seat)).isEqualTo(Code.HEARTBEAT_DEAD);
        assertThat(activated(installation, "desk")).isEqualTo(Code.HEARTBEAT_DEAD);
        room.activations.deactivate(installation, new MachineReference(seat, null));
        assertThat(activated(installation, "desk")).isEqualTo(Code.VALID);
    }

    private static final Map<String, ?> CULLED = Map.of(
            "heartbeat",
            Map.of(
                    "required",
                    true,
                    "basis",
                    "FROM_CREATION",
                    "deadAfter",
                    "PT1H",
                    "cull",
                    "DEACTIVATE_DEAD",
                    "revivableFor",
                    "PT10M"));

    @Test
    void theSeatOfTheDeadIsFreeByTimeAlone() {
        Actor installation = license(1, CULLED);
        UUID silent = seat(installation, "pod-1");
        pass(Duration.ofMinutes(70).minusSeconds(1));
        assertThat(activated(installation, "pod-2"))
                .as("it may still come back")
                .isEqualTo(Code.TOO_MANY_ACTIVATIONS);
        pass(Duration.ofSeconds(1));
        assertThat(beaten(installation, silent)).as("too late").isEqualTo(Code.NOT_ACTIVATED);
        assertThat(validated(installation, "pod-1")).isEqualTo(Code.FINGERPRINT_MISMATCH);
        assertThat(activated(installation, "pod-2")).isEqualTo(Code.VALID);
        assertThat(room.events("activation.culled", silent)).isEqualTo(1);
        assertThat(validated(installation, "pod-2")).isEqualTo(Code.VALID);
    }

    @Test
    void upkeepTakesTheDeadOffAndNobodyElse() {
        Actor installation = license(2, CULLED);
        UUID silent = seat(installation, "silent");
        UUID living = seat(installation, "living");
        Actor kept = license(1, Map.of("heartbeat", Map.of("basis", "FROM_CREATION")));
        seat(kept, "kept");
        pass(Duration.ofMinutes(65));
        assertThat(beaten(installation, living)).isEqualTo(Code.VALID);
        pass(Duration.ofMinutes(5));

        assertThat(upkeep.run()).isPositive();
        assertThat(known(installation))
                .extracting(machine -> machine.activation().id())
                .containsExactly(living);
        assertThat(known(kept)).hasSize(1);
        assertThat(room.events("activation.culled", silent)).isEqualTo(1);
        assertThat(room.events("activation.culled", living)).isZero();
        assertThat(upkeep.run()).isZero();
    }

    @Test
    void machinesThatAreNotHeardOfAreFoundAndTakenOff() {
        Actor installation = license(5, Map.of());
        UUID abandoned = seat(installation, "abandoned");
        seat(installation, "validating");
        UUID beating = seat(installation, "beating");
        pass(Duration.ofDays(40));
        Instant since = room.clock.instant().minus(Duration.ofDays(30));
        validated(installation, "validating");
        beaten(installation, beating);
        UnseenFilter filter = new UnseenFilter(since, installation.id());

        assertThat(unseen.list(room.acme, filter, PageRequest.first(10)).items())
                .extracting(machine -> machine.activation().id())
                .containsExactly(abandoned);
        assertThat(unseen.list(room.acme, new UnseenFilter(since, null), PageRequest.first(50))
                        .items())
                .extracting(machine -> machine.activation().id())
                .contains(abandoned)
                .doesNotContain(beating);
        assertThat(unseen.reclaim(room.globex, filter, PageRequest.first(10)).items())
                .isEmpty();
        assertThat(unseen.reclaim(room.acme, filter, PageRequest.first(10)).items())
                .hasSize(1);
        assertThat(known(installation)).hasSize(2);
        assertThat(room.events("activation.reclaimed", abandoned)).isEqualTo(1);
        assertThat(unseen.reclaim(room.acme, filter, PageRequest.first(10)).items())
                .isEmpty();
    }

    @Test
    void aNewMachineGetsTheSeatOfAnAbandonedOneWhereTheRulesSaySo() {
        Actor installation = license(
                2,
                Map.of(
                        "machines",
                        Map.of("reclaimAfter", "P60D"),
                        "offline",
                        Map.of("longest", "P70D", "grace", "P0D")));
        UUID old = seat(installation, "old");
        room.activations.activate(installation, machine("copied", Map.of("mac", "1")));
        pass(Duration.ofDays(70).minusSeconds(1));
        seat(room.activations.activate(installation, machine("copied", Map.of("mac", "1"))));
        assertThat(activated(installation, "new")).as("it may be offline").isEqualTo(Code.TOO_MANY_ACTIVATIONS);
        pass(Duration.ofSeconds(1));
        assertThat(room.activations
                        .activate(installation, machine("copied", Map.of("mac", "2")))
                        .activation())
                .as("a copy gets nobody's seat")
                .isNull();
        assertThat(known(installation))
                .extracting(machine -> machine.activation().id())
                .contains(old);
        assertThat(activated(installation, "new")).isEqualTo(Code.VALID);
        assertThat(room.events("activation.reclaimed", old)).isEqualTo(1);
        assertThat(activated(installation, "newer")).isEqualTo(Code.TOO_MANY_ACTIVATIONS);
    }
}

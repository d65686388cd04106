package dev.marque.licensing.activation;

import static dev.marque.licensing.testing.LicensingFixture.machine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.page.Count;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.page.Slice;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.HeartbeatStatus;
import dev.marque.keys.validation.Outcome;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.activation.MachineSearch.Filter;
import dev.marque.licensing.license.Assignment;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.license.NewLicense;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.licensing.validation.Verdict;
import dev.marque.platform.identity.Actor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What other rooms may ask about machines and licenses. */
class MachineSearchTest {

    private static final LicensingFixture room = new LicensingFixture();
    private static final MachineSearch search = new MachineSearch(room.database, room.clock);

    @AfterAll
    static void close() {
        room.close();
    }

    private static UUID activate(Actor installation, String name) {
        return Objects.requireNonNull(
                        room.activations.activate(installation, machine(name)).activation())
                .id();
    }

    private static List<UUID> found(Actor actor, Filter filter) {
        return search.list(actor, filter, PageRequest.first(10)).items().stream()
                .map(found -> found.activation().id())
                .toList();
    }

    @Test
    void machinesAreFoundAcrossLicensesAsFarAsTheActorReaches() {
        IssuedLicense one = room.license(Map.of("maxActivations", 3));
        IssuedLicense other = room.license(Map.of("maxActivations", 3));
        UUID first = activate(room.installation(one), "shared");
        UUID second = activate(room.installation(other), "shared");

        assertThat(found(room.acme, Filter.of("shared"))).containsExactly(second, first);
        assertThat(found(room.installation(one), Filter.of("shared"))).containsExactly(first);
        assertThat(found(room.globex, Filter.of("shared"))).isEmpty();
        assertThat(found(room.acme, new Filter(null, null, null, one.license().policyId(), null)))
                .containsExactly(first);
        assertThat(found(room.acme, new Filter(null, null, other.license().id(), null, null)))
                .containsExactly(second);
        assertThat(search.byId(room.acme, first)
                        .map(machine -> machine.license().id()))
                .contains(one.license().id());
    }

    @Test
    void machinesAreCutAndCountedForNumberedPages() {
        IssuedLicense license = room.license(Map.of("maxActivations", 5));
        List<UUID> ids = new ArrayList<>();
        for (String name : List.of("one", "two", "three")) {
            ids.add(activate(room.installation(license), name));
        }
        UUID customer = room.user("ada@example.com");
        room.licenses.assign(room.acme, license.license().id(), new Assignment(null, null, null, customer));
        Filter ofCustomer = new Filter(null, null, null, null, null, customer);

        assertThat(sliced(ofCustomer, new Slice(false, 1, 2))).containsExactly(ids.get(1), ids.get(0));
        assertThat(sliced(ofCustomer, new Slice(true, 0, 2))).containsExactly(ids.get(0), ids.get(1));
        assertThat(search.count(room.acme, ofCustomer, 10)).isEqualTo(new Count.Exactly(3));
        assertThat(search.count(room.acme, ofCustomer, 2)).isEqualTo(new Count.MoreThan(2));
        assertThat(search.byIds(room.acme, ids)).hasSize(3);
        assertThat(search.byIds(room.globex, ids)).isEmpty();
    }

    private static List<UUID> sliced(Filter filter, Slice slice) {
        return search.slice(room.acme, filter, slice).items().stream()
                .map(found -> found.activation().id())
                .toList();
    }

    @Test
    void machinesOfRevokedLicensesAreNotFound() {
        IssuedLicense license = room.license(Map.of("maxActivations", 3));
        UUID machine = activate(room.installation(license), "revoked");

        room.licenses.revoke(room.acme, license.license().id(), null);

        assertThat(search.byId(room.acme, machine)).isEmpty();
    }

    @Test
    void aMachineWhoseHeartbeatsAreForgottenHasGivenNone() {
        IssuedLicense license = room.license(Map.of("maxActivations", 3));
        Actor installation = room.installation(license);
        UUID machine = activate(installation, "beating");
        room.heartbeats.beat(installation, new MachineReference(machine, null), null);

        Activation after =
                room.activations.forgetHeartbeats(room.acme, license.license().id(), machine);

        assertThat(after.lastHeartbeatAt()).isNull();
        assertThat(search.byId(room.acme, machine).map(FoundMachine::heartbeat)).contains(HeartbeatStatus.NOT_STARTED);
        assertThatThrownBy(() -> room.activations.forgetHeartbeats(
                        room.globex, license.license().id(), machine))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void aKeyFromElsewhereIsTakenOnce() {
        UUID policy = room.policy(Map.of("keyFormat", "RANDOM")).id();
        NewLicense input = new NewLicense(policy, null, null, null, null, null, null, null, null);

        IssuedLicense issued = room.issuing.issueWithKey(room.acme, input, "B10760-1B177D-V3");

        assertThat(issued.key()).isEqualTo("B10760-1B177D-V3");
        assertThat(room.installation(issued).id()).isEqualTo(issued.license().id());
        assertThatThrownBy(() -> room.issuing.issueWithKey(room.acme, input, "B10760-1B177D-V3"))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.type())
                        .isEqualTo(ProblemType.ALREADY_EXISTS));
    }

    @Test
    void whoJudgesIsGivenEveryReasonAndIsRemembered() {
        IssuedLicense license = room.license(Map.of("maxActivations", 3));
        List<Code> reasons = new ArrayList<>();

        Verdict verdict = room.validations.judge(
                room.installation(license), ValidationRequest.PLAIN, (situation, outcomes, now) -> {
                    outcomes.forEach(outcome -> reasons.add(outcome.code()));
                    return new Outcome.Accepted(Code.VALID, "chosen", null);
                });

        assertThat(reasons).containsExactly(Code.FINGERPRINT_REQUIRED, Code.NOT_ACTIVATED);
        assertThat(verdict.outcome().detail()).isEqualTo("chosen");
        assertThat(room.database.<String>inEnvironment(room.acme.where(), transaction -> transaction
                        .createQuery("select code from validation_logs where license_id = :id")
                        .bind("id", license.license().id())
                        .mapTo(String.class)
                        .one()))
                .isEqualTo("VALID");
    }
}

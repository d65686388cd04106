package dev.marque.licensing.license;

import static dev.marque.licensing.testing.LicensingFixture.machine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.time.Term;
import dev.marque.keys.validation.Code;
import dev.marque.licensing.activation.Activations;
import dev.marque.licensing.activation.Machine;
import dev.marque.licensing.activation.Seating;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.licensing.trial.Trial;
import dev.marque.platform.database.Database;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TrialsTest {

    private static final LicensingFixture room = new LicensingFixture();
    private static final Database secondPool = Database.open(room.platform.app(), 10);
    private static final Trials trials = new Trials(room.database, room.changes);
    private static final Machine DESK = machine("desk", Map.of("mac", "a", "cpu", "b", "disk", "c"));

    @AfterAll
    static void close() {
        secondPool.close();
        room.close();
    }

    private static Policy policy(Map<String, ?> trial) {
        return room.policy(policyFields(trial));
    }

    private static Map<String, Object> policyFields(Map<String, ?> trial) {
        return new HashMap<>(Map.of(
                "term",
                "P14D",
                "maxActivations",
                5,
                "rules",
                Map.of("expiration", Map.of("basis", "FROM_FIRST_ACTIVATION"), "trial", trial)));
    }

    private static IssuedLicense issue(Policy policy, @Nullable String email) {
        return room.issuing.issue(
                room.acme, new NewLicense(policy.id(), null, null, null, null, null, null, null, email));
    }

    private static Seating activate(IssuedLicense issued, Machine machine) {
        return room.activations.activate(room.installation(issued), machine);
    }

    private static Code activated(IssuedLicense issued, Machine machine) {
        return activate(issued, machine).outcome().code();
    }

    @Test
    void aMachineTriesAProductOnceWhateverBecomesOfItsSeat() {
        Policy policy = policy(Map.of());
        IssuedLicense first = issue(policy, null);
        Seating seating = activate(first, DESK);
        room.activations.remove(
                room.acme,
                first.license().id(),
                Objects.requireNonNull(seating.activation()).id());
        room.licenses.revoke(room.acme, first.license().id(), "over");

        IssuedLicense second = issue(policy, null);
        assertThat(activated(second, machine("desk"))).as("components left off").isEqualTo(Code.TRIAL_USED);
        assertThat(activated(second, machine("renamed", Map.of("mac", "new", "cpu", "b", "disk", "c"))))
                .isEqualTo(Code.TRIAL_USED);
        assertThat(activated(second, machine("another", Map.of("mac", "new", "cpu", "new", "disk", "c"))))
                .as("less than half of it")
                .isEqualTo(Code.VALID);
        assertThat(trials.get(room.acme, second.license().id()).machines()).isEqualTo(1);
    }

    @Test
    void theSameLicenseGoesOnAfterAReinstallationToItsFirstEnd() {
        IssuedLicense trial = issue(policy(Map.of()), null);
        Seating first = activate(trial, DESK);
        room.activations.remove(
                room.acme,
                trial.license().id(),
                Objects.requireNonNull(first.activation()).id());
        room.clock.advance(java.time.Duration.ofDays(3));

        Seating again = activate(trial, DESK);
        assertThat(again.outcome().code()).isEqualTo(Code.VALID);
        assertThat(again.license().expiresAt()).isEqualTo(first.license().expiresAt());
        Trial remembered = trials.get(room.acme, trial.license().id());
        assertThat(remembered.machines()).isEqualTo(1);
        assertThat(remembered.startedAt()).isEqualTo(first.at());
    }

    @Test
    void aPersonTriesAProductOnceOnWhateverMachine() {
        Policy policy = policy(Map.of());
        IssuedLicense first = issue(policy, "Ada@x.example");
        IssuedLicense second = issue(policy, "ada@X.example");
        assertThat(activated(second, machine("laptop"))).isEqualTo(Code.TRIAL_USED);
        assertThat(activated(first, machine("laptop"))).isEqualTo(Code.VALID);
        assertThat(activated(issue(policy, "bob@x.example"), machine("bob's"))).isEqualTo(Code.VALID);
        assertThat(trials.get(room.acme, first.license().id()).email()).isEqualTo("Ada@x.example");
    }

    @Test
    void otherProductsAndLicensesThatWereBoughtAreNoMatterOfTrials() {
        Policy policy = policy(Map.of());
        activate(issue(policy, "ada@x.example"), DESK);
        assertThat(activated(issue(policy(Map.of()), "ada@x.example"), DESK)).isEqualTo(Code.VALID);
        Policy bought = room.policy(Map.of("productId", policy.productId(), "term", "P1Y"));
        assertThat(activated(room.issue(bought), DESK)).isEqualTo(Code.VALID);
        assertThatThrownBy(() -> issue(bought, "ada@x.example")).isInstanceOf(ProblemException.class);
        Policy generous = policy(Map.of("onePerMachine", false, "onePerPerson", false));
        activate(issue(generous, "ada@x.example"), DESK);
        assertThat(activated(issue(generous, "ada@x.example"), DESK)).isEqualTo(Code.VALID);
    }

    @Test
    void whatIsForgivenMayBeTriedOnceMore() {
        Policy policy = policy(Map.of());
        IssuedLicense first = issue(policy, "ada@x.example");
        activate(first, DESK);
        IssuedLicense second = issue(policy, "ada@x.example");
        assertThat(activated(second, DESK)).isEqualTo(Code.TRIAL_USED);

        Trial forgiven = trials.forgive(room.acme, first.license().id(), "outage");
        assertThat(forgiven.machines()).isZero();
        assertThat(forgiven.email()).isNull();
        assertThat(activated(second, DESK)).isEqualTo(Code.VALID);
        assertThat(activated(issue(policy, null), DESK)).isEqualTo(Code.TRIAL_USED);
        assertThat(room.audits("license.trial-forgiven", first.license().id())).isEqualTo(1);
    }

    @Test
    void aTrialIsExtendedAsOftenAsItsRulesSay() {
        IssuedLicense trial = issue(policy(Map.of("extensions", 2)), null);
        Term week = Term.parse("P7D");
        assertThatThrownBy(() -> room.licenses.extend(room.acme, trial.license().id(), week))
                .as("before it began")
                .isInstanceOf(ProblemException.class);
        activate(trial, DESK);
        room.licenses.extend(room.acme, trial.license().id(), week);
        room.licenses.extend(room.acme, trial.license().id(), week);
        assertThatThrownBy(() -> room.licenses.extend(room.acme, trial.license().id(), week))
                .hasMessageContaining("extended 2 times");
        assertThat(trials.get(room.acme, trial.license().id()).extensions()).isEqualTo(2);

        IssuedLicense never = issue(policy(Map.of("extensions", 0)), null);
        activate(never, DESK);
        assertThatThrownBy(() -> room.licenses.extend(room.acme, never.license().id(), week))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void ofManyTrialsThatRaceForOneMachineOneBegins() throws Exception {
        Policy policy = policy(Map.of());
        Activations secondProcess =
                new Activations(secondPool, room.firstUse, room.places, room.changes, room.clock, room.ids);
        List<Callable<Code>> clients = IntStream.range(0, 16)
                .<Callable<Code>>mapToObj(i -> {
                    IssuedLicense issued = issue(policy, null);
                    var installation = room.installation(issued);
                    Machine machine = machine("value " + i, Map.of("mac", "m", "cpu", "c"));
                    Activations process = i % 2 == 0 ? room.activations : secondProcess;
                    return () ->
                            process.activate(installation, machine).outcome().code();
                })
                .toList();

        List<Code> codes = new ArrayList<>();
        try (ExecutorService threads = LicensingFixture.clients()) {
            for (Future<Code> call : threads.invokeAll(clients)) {
                codes.add(call.get());
            }
        }
        assertThat(codes).filteredOn(Code.VALID::equals).hasSize(1);
        assertThat(codes).filteredOn(Code.TRIAL_USED::equals).hasSize(15);
    }
}

package dev.marque.licensing.activation;

import static dev.marque.licensing.testing.LicensingFixture.machine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.Code;
import dev.marque.licensing.edit.ExpectedVersion;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.license.LicenseEdit;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.identity.Actor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ActivationsTest {

    private static final LicensingFixture room = new LicensingFixture();

    @AfterAll
    static void close() {
        room.close();
    }

    @Test
    void twoHundredClientsRacingForFiftySeatsEndWithExactlyFifty() throws InterruptedException {
        Actor installation = room.installation(room.license(Map.of("maxActivations", 50)));
        List<Callable<Code>> clients = IntStream.range(0, 200)
                .<Callable<Code>>mapToObj(i -> () -> code(installation, machine("machine " + i)))
                .toList();
        List<Code> codes;
        try (ExecutorService threads = LicensingFixture.clients()) {
            codes = threads.invokeAll(clients).stream().map(Future::resultNow).toList();
        }

        assertThat(codes).filteredOn(Code.VALID::equals).hasSize(50);
        assertThat(codes).filteredOn(Code.TOO_MANY_ACTIVATIONS::equals).hasSize(150);
        assertThat(seats(installation.id())).isEqualTo(50);
    }

    @Test
    void oneMachineAskingManyTimesAtOnceHasOneSeat() throws InterruptedException {
        Actor installation = room.installation(room.license(Map.of("maxActivations", 5)));
        List<Callable<UUID>> calls = IntStream.range(0, 20)
                .<Callable<UUID>>mapToObj(i -> () -> activate(installation, machine("the same")))
                .toList();
        try (ExecutorService threads = LicensingFixture.clients()) {
            assertThat(threads.invokeAll(calls).stream().map(Future::resultNow).distinct())
                    .hasSize(1);
        }
        assertThat(seats(installation.id())).isEqualTo(1);
    }

    @Test
    void aMachineIsKnownAgainByItsComponents() {
        Actor installation = room.installation(room.license(Map.of("matching", "MATCH_MOST", "maxActivations", 1)));
        UUID id = activate(installation, machine("v1", Map.of("mac", "a", "cpu", "b", "disk", "c")));

        assertThat(activate(installation, machine("v2", Map.of("mac", "a", "cpu", "b", "disk", "new"))))
                .isEqualTo(id);
        assertThat(code(installation, machine("v3", Map.of("mac", "a", "cpu", "x", "disk", "y"))))
                .isEqualTo(Code.TOO_MANY_ACTIVATIONS);
    }

    @Test
    void aCopiedValueGetsNoSeatOfItsOwn() {
        Actor installation = room.installation(room.license(Map.of("maxActivations", 5)));
        activate(installation, machine("v", Map.of("mac", "a")));

        assertThat(code(installation, machine("v"))).isEqualTo(Code.FINGERPRINT_MISMATCH);
        assertThat(code(installation, machine("v", Map.of("mac", "other")))).isEqualTo(Code.FINGERPRINT_MISMATCH);
        assertThat(seats(installation.id())).isEqualTo(1);
    }

    @Test
    void theLicenseIsJudgedBeforeTheMachine() {
        IssuedLicense issued = room.license(Map.of("maxActivations", 1));
        Actor installation = room.installation(issued);
        room.licenses.suspend(room.acme, issued.license().id(), null);
        assertThat(code(installation, machine("m"))).isEqualTo(Code.SUSPENDED);
        room.licenses.revoke(room.acme, issued.license().id(), null);
        assertThat(code(installation, machine("m"))).isEqualTo(Code.REVOKED);
        assertThat(seats(installation.id())).isZero();
    }

    @Test
    void aSeatGivenBackIsFree() {
        Actor installation = room.installation(room.license(Map.of("maxActivations", 1)));
        UUID first = activate(installation, machine("first"));
        assertThat(code(installation, machine("second"))).isEqualTo(Code.TOO_MANY_ACTIVATIONS);

        Seating ended = room.activations.deactivate(installation, new MachineReference(null, Fingerprint.of("first")));

        assertThat(Objects.requireNonNull(ended.activation()).id()).isEqualTo(first);
        assertThat(code(installation, machine("second"))).isEqualTo(Code.VALID);
        assertThat(room.activations
                        .deactivate(installation, new MachineReference(first, null))
                        .outcome()
                        .code())
                .isEqualTo(Code.NOT_ACTIVATED);
        for (String action : List.of("activation.created", "activation.deactivated")) {
            assertThat(room.audits(action, first)).isEqualTo(1);
            assertThat(room.events(action, first)).isEqualTo(1);
        }
    }

    @Test
    void fewerSeatsThanMachinesRefusesAllUntilEnoughAreOff() {
        IssuedLicense issued = room.license(Map.of("maxActivations", 2));
        Actor installation = room.installation(issued);
        UUID first = activate(installation, machine("first"));
        activate(installation, machine("second"));
        LicenseEdit one = new LicenseEdit(null, null, null, 1, null, null);
        room.licenses.update(room.acme, issued.license().id(), one, ExpectedVersion.ANY);

        assertThat(code(installation, machine("second"))).isEqualTo(Code.TOO_MANY_ACTIVATIONS);
        room.activations.remove(room.acme, issued.license().id(), first);
        assertThat(code(installation, machine("second"))).isEqualTo(Code.VALID);
    }

    @Test
    void staffSeeMachinesAndTakeThemOff() {
        IssuedLicense issued = room.license(Map.of());
        UUID license = issued.license().id();
        UUID id = activate(room.installation(issued), machine("m", Map.of("cpu", "x")));

        assertThat(room.activations
                        .list(room.acme, license, PageRequest.first(9))
                        .items())
                .extracting(Activation::id)
                .containsExactly(id);
        assertNotFound(() -> room.activations.list(room.globex, license, PageRequest.first(9)));
        assertNotFound(() -> room.activations.remove(room.globex, license, id));
        room.activations.remove(room.acme, license, id);
        assertNotFound(() -> room.activations.remove(room.acme, license, id));
        assertThat(room.activations
                        .list(room.acme, license, PageRequest.first(9))
                        .items())
                .isEmpty();
        assertThat(room.timeline.of(room.acme, license, PageRequest.first(9)).items())
                .extracting(entry -> entry.action())
                .containsExactly("activation.deactivated", "activation.created", "license.created");
    }

    private static UUID activate(Actor installation, Machine machine) {
        Seating seating = room.activations.activate(installation, machine);
        return Objects.requireNonNull(
                        seating.activation(), () -> seating.outcome().detail())
                .id();
    }

    private static Code code(Actor installation, Machine machine) {
        return room.activations.activate(installation, machine).outcome().code();
    }

    private static int seats(UUID license) {
        return room.number("select count(*) from license_activations where deactivated_at is null and license_id = '"
                + license + "'");
    }

    private static void assertNotFound(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.type())
                .isEqualTo(ProblemType.NOT_FOUND));
    }
}

package dev.marque.licensing.activation;

import static dev.marque.licensing.testing.LicensingFixture.machine;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.kernel.page.PageRequest;
import dev.marque.keys.validation.Code;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.identity.Actor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ReplacementTest {

    private static final LicensingFixture room = new LicensingFixture();
    private static final Replacement LONGEST_UNSEEN = new Replacement(null, true);

    @AfterAll
    static void close() {
        room.close();
    }

    private static Actor license(Map<String, ?> machines) {
        return room.installation(room.license(Map.of("maxActivations", 2, "rules", Map.of("machines", machines))));
    }

    private static UUID seat(Actor installation, String name) {
        Activation seat = room.activations.activate(installation, machine(name)).activation();
        room.clock.advance(Duration.ofMinutes(1));
        return Objects.requireNonNull(seat).id();
    }

    private static Code replace(Actor installation, String name, Replacement replacement) {
        return room.activations
                .activate(installation, machine(name), replacement)
                .outcome()
                .code();
    }

    private static List<String> machines(Actor installation) {
        return room.activations.list(room.acme, installation.id(), PageRequest.first(10)).items().stream()
                .map(activation -> activation.fingerprint().value())
                .sorted()
                .toList();
    }

    private static Code takeOff(Actor installation, UUID id) {
        return room.activations
                .deactivate(installation, new MachineReference(id, null))
                .outcome()
                .code();
    }

    @Test
    void aNewMachineTakesThePlaceOfTheOneItNamesOrOfTheOneLongestUnseen() {
        Actor installation = license(Map.of("replacement", true));
        UUID first = seat(installation, "a");
        seat(installation, "b");

        assertThat(replace(installation, "c", new Replacement(first, false))).isEqualTo(Code.VALID);
        assertThat(machines(installation)).containsExactly("b", "c");
        assertThat(replace(installation, "d", LONGEST_UNSEEN)).isEqualTo(Code.VALID);
        assertThat(machines(installation)).containsExactly("c", "d");
        assertThat(room.audits("activation.deactivated", first)).isEqualTo(1);
    }

    @Test
    void nobodyLosesAPlaceWithoutNeedOrAgainstTheRules() {
        Actor strict = license(Map.of());
        UUID kept = seat(strict, "a");
        seat(strict, "b");
        assertThat(replace(strict, "c", new Replacement(kept, false))).isEqualTo(Code.TOO_MANY_ACTIVATIONS);
        assertThat(machines(strict)).containsExactly("a", "b");

        Actor free = license(Map.of("replacement", true));
        seat(free, "a");
        assertThat(replace(free, "b", LONGEST_UNSEEN)).isEqualTo(Code.VALID);
        assertThat(replace(free, "b", LONGEST_UNSEEN)).as("it has a seat").isEqualTo(Code.VALID);
        assertThat(machines(free)).containsExactly("a", "b");
        assertThat(replace(free, "c", new Replacement(kept, false)))
                .as("a machine of another license")
                .isEqualTo(Code.TOO_MANY_ACTIVATIONS);
    }

    @Test
    void aReplacementThatComesToNothingTakesNoPlace() {
        Actor installation = license(Map.of("replacement", true));
        room.activations.activate(installation, machine("a", Map.of("mac", "1", "cpu", "2")));
        seat(installation, "b");
        UUID second = seat(installation, "b");

        Seating copied = room.activations.activate(
                installation, machine("a", Map.of("mac", "8", "cpu", "9")), new Replacement(second, false));

        assertThat(copied.outcome().code()).isEqualTo(Code.FINGERPRINT_MISMATCH);
        assertThat(machines(installation)).containsExactly("a", "b");
    }

    @Test
    void movingTooOftenHasToWaitAndStaffNeedNot() {
        Actor installation = license(Map.of("replacement", true, "deactivationsPerPeriod", 1, "period", "P7D"));
        UUID first = seat(installation, "a");
        UUID second = seat(installation, "b");
        assertThat(takeOff(installation, first)).isEqualTo(Code.VALID);
        assertThat(takeOff(installation, second)).isEqualTo(Code.TOO_MANY_CHANGES);
        seat(installation, "c");
        assertThat(replace(installation, "d", LONGEST_UNSEEN)).isEqualTo(Code.TOO_MANY_CHANGES);
        assertThat(machines(installation)).containsExactly("b", "c");

        room.activations.remove(room.acme, installation.id(), second);
        assertThat(machines(installation)).containsExactly("c");
        room.clock.advance(Duration.ofDays(7));
        seat(installation, "d");
        assertThat(replace(installation, "e", LONGEST_UNSEEN)).isEqualTo(Code.VALID);
    }

    @Test
    void newMachinesTooOftenHaveToWait() {
        Actor installation = license(Map.of("activationsPerPeriod", 2, "period", "P1D"));
        UUID first = seat(installation, "a");
        seat(installation, "b");
        takeOff(installation, first);
        assertThat(replace(installation, "c", Replacement.NONE)).isEqualTo(Code.TOO_MANY_CHANGES);
        assertThat(replace(installation, "b", Replacement.NONE))
                .as("it is there")
                .isEqualTo(Code.VALID);
        room.clock.advance(Duration.ofDays(1));
        assertThat(replace(installation, "c", Replacement.NONE)).isEqualTo(Code.VALID);
    }
}

package dev.marque.licensing.license;

import static dev.marque.licensing.testing.LicensingFixture.machine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.edit.ExpectedVersion;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.identity.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class FirstUseTest {

    private static final LicensingFixture room = new LicensingFixture();

    @AfterAll
    static void close() {
        room.close();
    }

    private static IssuedLicense waiting(String basis) {
        return room.license(Map.of(
                "term", "P14D", "requiresActivation", false, "rules", Map.of("expiration", Map.of("basis", basis))));
    }

    private static @Nullable Instant end(IssuedLicense issued) {
        return room.licenses.get(room.acme, issued.license().id()).expiresAt();
    }

    private static Instant inTwoWeeks() {
        return room.clock.instant().plus(Duration.ofDays(14));
    }

    @Test
    void aTrialThatLaysInADrawerHasAllOfItsDays() {
        IssuedLicense trial = waiting("FROM_FIRST_ACTIVATION");
        Actor installation = room.installation(trial);
        assertThat(trial.license().expiresAt()).isNull();
        room.clock.advance(Duration.ofDays(40));

        room.validations.validate(installation, ValidationRequest.PLAIN);
        assertThat(end(trial)).isNull();

        Instant expected = inTwoWeeks();
        assertThat(room.activations
                        .activate(installation, machine("first"))
                        .license()
                        .expiresAt())
                .isEqualTo(expected);
        room.clock.advance(Duration.ofDays(1));
        room.activations.activate(installation, machine("second"));
        assertThat(end(trial)).isEqualTo(expected);
        assertThat(room.audits("license.started", trial.license().id())).isEqualTo(1);
    }

    @Test
    void theFirstValidationThatIsAcceptedSetsTheTermRunning() {
        IssuedLicense issued = waiting("FROM_FIRST_VALIDATION");
        Actor installation = room.installation(issued);
        room.activations.activate(installation, machine("first"));
        assertThat(end(issued)).isNull();

        room.validations.validate(installation, ValidationRequest.PLAIN.wanting(java.util.Set.of("none")));
        assertThat(end(issued)).as("refused, so not used").isNull();

        assertThat(room.validations
                        .validate(installation, ValidationRequest.PLAIN)
                        .license()
                        .expiresAt())
                .isEqualTo(inTwoWeeks());
    }

    @Test
    void anyUseIsAFirstUse() {
        IssuedLicense activated = waiting("FROM_FIRST_USE");
        IssuedLicense validated = waiting("FROM_FIRST_USE");
        room.activations.activate(room.installation(activated), machine("first"));
        room.validations.validate(room.installation(validated), ValidationRequest.PLAIN);
        assertThat(end(activated)).isEqualTo(inTwoWeeks());
        assertThat(end(validated)).isEqualTo(inTwoWeeks());
    }

    @Test
    void aLicenseWhoseRulesNoLongerWaitBeginsNow() {
        IssuedLicense issued = waiting("FROM_FIRST_USE");
        LicenseEdit edit = room.json.convertValue(
                Map.of("rules", Map.of("expiration", Map.of("basis", "FROM_CREATION"))), LicenseEdit.class);

        License after = room.licenses.update(room.acme, issued.license().id(), edit, ExpectedVersion.ANY);

        assertThat(after.expiresAt()).isEqualTo(inTwoWeeks());
        assertThat(after.version()).isEqualTo(2);
        assertThat(end(issued)).isEqualTo(inTwoWeeks());
    }

    @Test
    void whatHasNotBegunCannotBeRenewed() {
        IssuedLicense issued = waiting("FROM_FIRST_USE");
        assertThatThrownBy(() -> room.licenses.renew(room.acme, issued.license().id()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("has not begun");
    }
}

package dev.marque.licensing.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.licensing.policy.Bound;
import dev.marque.licensing.testing.LicensingFixture;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class LicenseBoundsTest {

    private static final LicensingFixture room = new LicensingFixture();
    private static final LicenseBounds bounds = new LicenseBounds(room.database, room.changes, room.clock);

    @AfterAll
    static void close() {
        room.close();
    }

    @Test
    void aLicenseWithoutItsEndRunsOnAndCanBeRenewed() {
        UUID id = room.license(Map.of("term", "P1Y")).license().id();

        License endless = bounds.remove(room.acme, id, Set.of(Bound.TIME));

        assertThat(endless.expiresAt()).isNull();
        assertThat(endless.status(room.clock.instant().plus(Duration.ofDays(36_000))))
                .isEqualTo(LicenseStatus.ACTIVE);
        assertThat(room.licenses.get(room.acme, id)).isEqualTo(endless);
        assertThat(room.audits("license.updated", id)).isEqualTo(1);
        assertThat(room.licenses.renew(room.acme, id).expiresAt()).isNotNull();
    }

    @Test
    void aLicenseForAnyNumberOfMachinesStaysSoWhateverItsPolicySays() {
        UUID id = room.license(Map.of("maxActivations", 2)).license().id();

        License boundless = bounds.remove(room.acme, id, Set.of(Bound.MACHINES));

        assertThat(boundless.terms().maxActivations()).isNull();
        assertThat(boundless.overrides()).contains("maxActivations");
        assertThat(boundless.version()).isEqualTo(2);
    }

    @Test
    void aLicenseThatWaitsForItsFirstUseKeepsItsEnd() {
        IssuedLicense issued = room.license(
                Map.of("term", "P1Y", "rules", Map.of("expiration", Map.of("basis", "FROM_FIRST_ACTIVATION"))));
        UUID id = issued.license().id();
        room.activations.activate(room.installation(issued), LicensingFixture.machine("first"));
        assertThat(room.licenses.get(room.acme, id).expiresAt()).isNotNull();

        assertThatThrownBy(() -> bounds.remove(room.acme, id, Set.of(Bound.TIME)))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.type())
                        .isEqualTo(ProblemType.STATE_CONFLICT));
        assertThatThrownBy(() -> bounds.remove(room.globex, id, Set.of(Bound.MACHINES)))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.type())
                        .isEqualTo(ProblemType.NOT_FOUND));
    }
}

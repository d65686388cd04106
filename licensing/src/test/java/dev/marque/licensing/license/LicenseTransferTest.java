package dev.marque.licensing.license;

import static dev.marque.licensing.testing.LicensingFixture.machine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.validation.Code;
import dev.marque.licensing.edit.EmailAddress;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.licensing.user.SelfService;
import dev.marque.licensing.user.UserCode;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.Credential;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class LicenseTransferTest {

    private static final LicensingFixture room = new LicensingFixture();
    private static final LicenseTransfer transfer = LicenseServices.transfer(room);
    private static final SelfService self = new SelfService(room.database, room.changes, room.clock, room.ids);
    private static final Assignment NOBODY = new Assignment(null, null, null, null);

    @AfterAll
    static void close() {
        room.close();
    }

    private static Transferred toInitech(IssuedLicense issued) {
        return transfer.transfer(room.acme, issued.license().id(), "Initech", NOBODY);
    }

    private static Optional<Actor> installation(String key) {
        return room.authenticator.authenticate(new Credential("license", key), room.acme.origin());
    }

    private static UserCode joins(Actor installation, String name) {
        return self.join(installation, EmailAddress.of(name + "@x.example")).code();
    }

    @Test
    void theNewCustomerFindsTheLicenseEmptyAndTheOldOneIsOut() {
        Map<String, ?> rules =
                Map.of("users", Map.of("seats", 1, "selfService", true, "required", false, "coolingOff", "P30D"));
        IssuedLicense issued = room.license(Map.of("term", "P1Y", "maxActivations", 1, "rules", rules));
        Actor before = room.installation(issued);
        room.activations.activate(before, machine("desk"));
        joins(before, "ada");
        room.clock.advance(Duration.ofDays(3));

        Transferred done = toInitech(issued);

        assertThat(done.license().name()).isEqualTo("Initech");
        assertThat(done.license().expiresAt()).isEqualTo(issued.license().expiresAt());
        assertThat(done.license().activations()).isZero();
        assertThat(room.licenses.get(room.acme, done.license().id())).isEqualTo(done.license());
        assertThat(done.machines()).isEqualTo(1);
        assertThat(done.users()).isEqualTo(1);
        assertThat(installation(issued.key())).isEmpty();
        Actor after = installation(Objects.requireNonNull(done.key())).orElseThrow();
        assertThat(room.activations
                        .activate(after, machine("other desk"))
                        .outcome()
                        .code())
                .isEqualTo(Code.VALID);
        assertThat(joins(after, "bill")).as("no seat cools off").isEqualTo(UserCode.ASSIGNED);
    }

    @Test
    void auditEventAndTimelineTellOfIt() {
        IssuedLicense issued = room.license(Map.of());
        UUID id = issued.license().id();

        toInitech(issued);

        assertThat(room.audits("license.transferred", id)).isEqualTo(1);
        assertThat(room.events("license.transferred", id)).isEqualTo(1);
        assertThat(room.timeline
                        .of(room.acme, id, PageRequest.first(5))
                        .items()
                        .getFirst()
                        .action())
                .isEqualTo("license.transferred");
    }

    @Test
    void rulesMayLetAllOfItStay() {
        Map<String, ?> keep = Map.of("deactivateMachines", false, "releaseUsers", false, "newKey", false);
        IssuedLicense issued = room.license(Map.of("maxActivations", 1, "rules", Map.of("transfer", keep)));
        room.activations.activate(room.installation(issued), machine("desk"));

        Transferred done = toInitech(issued);

        assertThat(done.key()).isNull();
        assertThat(done.license().activations()).isEqualTo(1);
        assertThat(installation(issued.key())).isPresent();
    }

    @Test
    void aTermThatBeginsAnewDoesSoAtTheTransfer() {
        Map<String, ?> rules = Map.of("transfer", Map.of("strategy", "RESET_EXPIRY"));
        IssuedLicense issued = room.license(Map.of("term", "P30D", "rules", rules));
        Instant end = Objects.requireNonNull(issued.license().expiresAt());
        room.clock.advance(Duration.ofDays(10));

        assertThat(toInitech(issued).license().expiresAt()).isEqualTo(end.plus(Duration.ofDays(10)));
    }

    @Test
    void whatMayNotBeTransferredStaysAsItIs() {
        IssuedLicense bound = room.license(Map.of("rules", Map.of("transfer", Map.of("allowed", false))));
        IssuedLicense revoked = room.license(Map.of());
        room.licenses.revoke(room.acme, revoked.license().id(), null);
        IssuedLicense open = room.license(Map.of());
        Assignment nobodysTeam = new Assignment(null, UUID.randomUUID(), null, null);

        assertThatThrownBy(() -> toInitech(bound)).hasMessageContaining("do not let it be transferred");
        assertThatThrownBy(() -> toInitech(revoked)).hasMessageContaining("REVOKED");
        assertThatThrownBy(() -> transfer.transfer(room.acme, open.license().id(), null, nobodysTeam))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("is no team");
        assertThat(installation(bound.key())).isPresent();
        assertThat(installation(open.key())).isPresent();
    }

    @Test
    void aHolderGivesTheLicenseAwayOnlyWhereItsRulesSaySo() {
        IssuedLicense kept = room.license(Map.of());
        assertThatThrownBy(() -> transfer.byHolder(room.installation(kept), "Initech"))
                .hasMessageContaining("its rules do not let its holder transfer it");
        IssuedLicense issued = room.license(Map.of("rules", Map.of("transfer", Map.of("byHolder", true))));
        Actor holder = room.installation(issued);
        room.activations.activate(holder, machine("desk"));

        Transferred done = transfer.byHolder(holder, "Initech");

        assertThat(done.license().name()).isEqualTo("Initech");
        assertThat(done.license().assignment()).isEqualTo(NOBODY);
        assertThat(done.machines()).isOne();
        assertThat(installation(issued.key())).as("whoever gave it away").isEmpty();
        Actor next = installation(Objects.requireNonNull(done.key())).orElseThrow();
        assertThat(next.id()).isEqualTo(holder.id());
        room.licenses.suspend(room.acme, next.id(), null);
        assertThatThrownBy(() -> transfer.byHolder(next, "Hooli")).hasMessageContaining("SUSPENDED");
    }
}

package dev.marque.licensing.user;

import static dev.marque.licensing.user.UserRoom.availableAt;
import static dev.marque.licensing.user.UserRoom.token;
import static dev.marque.licensing.user.UserRoom.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.Outcome;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.edit.EmailAddress;
import dev.marque.licensing.edit.ExpectedVersion;
import dev.marque.licensing.license.LicenseEdit;
import dev.marque.platform.identity.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class NamedUsersTest {

    private static final UserRoom room = new UserRoom();

    @AfterAll
    static void close() {
        room.close();
    }

    @Test
    void anInvitationIsAcceptedWithItsTokenAndTheUserMayGoOn() {
        Actor license = room.license(Map.of("seats", 1));
        assertThat(room.validate(license, null)).isEqualTo(Code.USER_REQUIRED);
        assertThat(room.validate(license, "ada@x.example")).isEqualTo(Code.USER_NOT_ASSIGNED);

        UserOutcome invited = room.invite(license, " Ada@X.example ");
        assertThat(invited.code()).isEqualTo(UserCode.INVITED);
        assertThat(user(invited).email()).isEqualTo("Ada@X.example");
        assertThat(room.validate(license, "ada@x.example")).as("only invited").isEqualTo(Code.USER_NOT_ASSIGNED);

        UserOutcome accepted = room.self.accept(license, token(invited));
        assertThat(accepted.code()).isEqualTo(UserCode.ASSIGNED);
        assertThat(room.self.accept(license, token(invited)).code())
                .as("once more")
                .isEqualTo(UserCode.ASSIGNED);
        assertThat(room.validate(license, "ADA@x.EXAMPLE ")).isEqualTo(Code.VALID);
        assertThat(room.validate(license, "bob@x.example")).isEqualTo(Code.USER_NOT_ASSIGNED);
        assertThat(room.actions(user(accepted).id())).containsExactly("license-user.invited", "license-user.assigned");
        assertThat(room.fixture.events("license-user.invited", user(accepted).id()))
                .isEqualTo(1);
    }

    @Test
    void theTokenIsNowhereButInTheAnswer() {
        Actor license = room.license(Map.of("seats", 1));
        UserOutcome invited = room.invite(license, "ada@x.example");
        assertThat(invited.toString()).doesNotContain(token(invited));
        assertThat(
                        room.fixture.texts(
                                "select license_users::text from license_users union all"
                                        + " select payload::text from outbox union all select coalesce(after::text, '') from audit_logs"))
                .noneMatch(text -> text.contains(token(invited)));
    }

    @Test
    void anInvitationKeepsASeatUntilItEndsAndNoLonger() {
        Actor license = room.license(Map.of("seats", 1, "invitation", "PT1H"));
        UserOutcome invited = room.invite(license, "ada@x.example");
        Instant end = invited.at().plus(Duration.ofHours(1));

        UserOutcome refused = room.assign(license, "bob@x.example");
        assertThat(refused.code()).isEqualTo(UserCode.NO_SEAT_FREE);
        assertThat(availableAt(refused)).isEqualTo(end);
        assertThat(refused.detail()).contains(end.toString());

        room.pass(Duration.ofHours(1).minusNanos(1_000));
        assertThat(room.assign(license, "bob@x.example").code()).isEqualTo(UserCode.NO_SEAT_FREE);
        room.pass(Duration.ofNanos(1_000));
        assertThat(room.self.accept(license, token(invited)).code()).isEqualTo(UserCode.INVITATION_EXPIRED);
        assertThat(room.assign(license, "bob@x.example").code()).isEqualTo(UserCode.ASSIGNED);
        assertThat(room.invite(license, "ada@x.example").code()).isEqualTo(UserCode.NO_SEAT_FREE);
    }

    @Test
    void onlyTheLastInvitationCountsAndAWithdrawnOneDoesNot() {
        Actor license = room.license(Map.of("seats", 1));
        UserOutcome first = room.invite(license, "ada@x.example");
        UserOutcome second = room.invite(license, "Ada@x.example");
        assertThat(user(second).id()).isEqualTo(user(first).id());
        assertThat(room.self.accept(license, token(first)).code()).isEqualTo(UserCode.INVITATION_UNKNOWN);

        assertThat(room.release(license, second).code()).isEqualTo(UserCode.RELEASED);
        assertThat(room.self.accept(license, token(second)).code()).isEqualTo(UserCode.INVITATION_UNKNOWN);
        assertThat(room.assign(license, "bob@x.example").code())
                .as("an invitation does not cool off")
                .isEqualTo(UserCode.ASSIGNED);
        assertThat(room.invite(license, "bob@x.example").code()).isEqualTo(UserCode.ALREADY_ASSIGNED);
    }

    @Test
    void aTokenIsForItsLicenseOnly() {
        UserOutcome invited = room.invite(room.license(Map.of("seats", 1)), "ada@x.example");
        assertThat(room.self
                        .accept(room.license(Map.of("seats", 1)), token(invited))
                        .code())
                .isEqualTo(UserCode.INVITATION_UNKNOWN);
    }

    @Test
    void aReleasedSeatCoolsOffForOthersButNotForWhoHadIt() {
        Actor license = room.license(Map.of("seats", 1, "coolingOff", "P30D"));
        UserOutcome ada = room.assign(license, "ada@x.example");
        UserOutcome released = room.release(license, ada);
        Instant cool = released.at().plus(Duration.ofDays(30));
        assertThat(released.detail()).contains(cool.toString());
        assertThat(availableAt(released)).isEqualTo(cool);
        assertThat(room.validate(license, "ada@x.example")).isEqualTo(Code.USER_NOT_ASSIGNED);
        assertThat(room.release(license, ada).code()).isEqualTo(UserCode.NOT_ASSIGNED);

        room.pass(Duration.ofDays(29));
        assertThat(availableAt(room.invite(license, "bob@x.example"))).isEqualTo(cool);
        assertThat(room.assign(license, "ada@x.example").code()).isEqualTo(UserCode.ASSIGNED);
        room.release(license, ada);
        room.pass(Duration.ofDays(30).minusNanos(1_000));
        assertThat(room.assign(license, "bob@x.example").code()).isEqualTo(UserCode.NO_SEAT_FREE);
        room.pass(Duration.ofNanos(1_000));
        assertThat(room.assign(license, "bob@x.example").code()).isEqualTo(UserCode.ASSIGNED);
    }

    @Test
    void anInvitationThatNobodyAcceptedDoesNotShortenTheCoolingOff() {
        Actor license = room.license(Map.of("seats", 1, "coolingOff", "P30D", "invitation", "P1D"));
        Instant cool = room.release(license, room.assign(license, "ada@x.example"))
                .at()
                .plus(Duration.ofDays(30));
        UserOutcome again = room.invite(license, "ada@x.example");
        assertThat(room.release(license, again).code()).isEqualTo(UserCode.RELEASED);
        assertThat(availableAt(room.assign(license, "bob@x.example"))).isEqualTo(cool);
    }

    @Test
    void peopleHelpThemselvesWhereTheRulesAllowIt() {
        Actor open = room.license(Map.of("seats", 2, "selfService", true, "domains", List.of("globex.example")));
        assertThat(room.join(open, "ada@Globex.example").code()).isEqualTo(UserCode.ASSIGNED);
        assertThat(room.join(open, "eve@evil.example").code()).isEqualTo(UserCode.DOMAIN_NOT_ALLOWED);
        assertThat(room.join(open, "eve@globex.example@evil.example").code()).isEqualTo(UserCode.DOMAIN_NOT_ALLOWED);
        assertThat(room.self.leave(open, EmailAddress.of("ADA@globex.example")).code())
                .isEqualTo(UserCode.RELEASED);
        assertThat(room.self.leave(open, EmailAddress.of("ada@globex.example")).code())
                .isEqualTo(UserCode.NOT_ASSIGNED);

        Actor closed = room.license(Map.of("seats", 2));
        assertThat(room.join(closed, "ada@globex.example").code()).isEqualTo(UserCode.SELF_SERVICE_NOT_ALLOWED);
        room.assign(closed, "ada@globex.example");
        assertThat(room.self
                        .leave(closed, EmailAddress.of("ada@globex.example"))
                        .code())
                .isEqualTo(UserCode.SELF_SERVICE_NOT_ALLOWED);
    }

    @Test
    void aLicenseThatMayNotBeUsedGivesNoSeatButTakesItBack() {
        Actor license = room.license(Map.of("seats", 2));
        UserOutcome ada = room.assign(license, "ada@x.example");
        room.fixture.licenses.suspend(room.fixture.acme, license.id(), "unpaid");

        UserOutcome refused = room.assign(license, "bob@x.example");
        assertThat(refused.code()).isEqualTo(UserCode.LICENSE_REFUSED);
        assertThat(refused.licenseCode()).isEqualTo(Code.SUSPENDED);
        assertThat(room.release(license, ada).code()).isEqualTo(UserCode.RELEASED);
    }

    @Test
    void aLicenseWithoutNamedUsersHasNoneAndAsksForNone() {
        Actor license = room.fixture.installation(room.fixture.license(Map.of("requiresActivation", false)));
        assertThat(room.assign(license, "ada@x.example").code()).isEqualTo(UserCode.NO_NAMED_USERS);
        assertThat(room.validate(license, "ada@x.example")).isEqualTo(Code.VALID);
    }

    @Test
    void whereUsersAreNotRequiredOnlyThoseWhoAreNamedAreChecked() {
        Actor license = room.license(Map.of("seats", 1, "required", false));
        assertThat(room.validate(license, null)).isEqualTo(Code.VALID);
        assertThat(room.validate(license, "ada@x.example")).isEqualTo(Code.USER_NOT_ASSIGNED);
    }

    @Test
    void staffSeeWhoHoldsASeatAndWhySomebodyIsRefused() {
        Actor license = room.license(Map.of("seats", 4, "coolingOff", "P1D"));
        UserOutcome ada = room.assign(license, "ada@x.example");
        room.invite(license, "bob@x.example");
        UserOutcome cleo = room.assign(license, "cleo@x.example");
        room.release(license, cleo);

        assertThat(room.users
                        .list(room.fixture.acme, license.id(), PageRequest.first(10))
                        .items())
                .extracting(NamedUser::email, NamedUser::state)
                .containsExactly(
                        tuple("cleo@x.example", UserState.RELEASED),
                        tuple("bob@x.example", UserState.INVITED),
                        tuple("ada@x.example", UserState.ASSIGNED));
        assertThat(explained(license, "bob@x.example")).containsExactly(Code.USER_NOT_ASSIGNED);
        assertThat(explained(license, "ada@x.example")).containsExactly(Code.VALID);
        assertThat(room.fixture
                        .timeline
                        .of(room.fixture.acme, license.id(), PageRequest.first(10))
                        .items())
                .extracting(entry -> entry.recordId())
                .contains(user(ada).id());
    }

    private static List<Code> explained(Actor license, String user) {
        return room
                .fixture
                .validations
                .explain(room.fixture.acme, license.id(), ValidationRequest.PLAIN.named(user), null)
                .reasons()
                .stream()
                .map(Outcome::code)
                .toList();
    }

    @Test
    void fewerSeatsTakeNobodysSeat() {
        Actor license = room.license(Map.of("seats", 3));
        UserOutcome ada = room.assign(license, "ada@x.example");
        room.assign(license, "bob@x.example");
        room.fixture.licenses.update(
                room.fixture.acme,
                license.id(),
                room.fixture.json.convertValue(Map.of("rules", Map.of("users", Map.of("seats", 1))), LicenseEdit.class),
                ExpectedVersion.ANY);

        assertThat(room.validate(license, "bob@x.example")).isEqualTo(Code.VALID);
        assertThat(availableAt(room.assign(license, "cleo@x.example"))).isNull();
        room.release(license, ada);
        assertThat(room.assign(license, "cleo@x.example").code()).isEqualTo(UserCode.NO_SEAT_FREE);
    }

    @Test
    void anotherTenantReachesNobody() {
        Actor license = room.license(Map.of("seats", 3));
        assertThatThrownBy(() -> room.users.assign(room.fixture.globex, license.id(), EmailAddress.of("ada@x.example")))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> room.users.release(room.fixture.acme, license.id(), room.fixture.ids.next()))
                .isInstanceOf(ProblemException.class);
    }
}

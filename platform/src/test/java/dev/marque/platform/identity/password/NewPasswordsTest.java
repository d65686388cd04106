package dev.marque.platform.identity.password;

import static dev.marque.platform.identity.testing.People.HOME;
import static dev.marque.platform.identity.testing.People.OTHER_PASSWORD;
import static dev.marque.platform.identity.testing.People.PASSWORD;
import static dev.marque.platform.identity.testing.People.assertProblem;
import static dev.marque.platform.identity.testing.People.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.TokenPair;
import dev.marque.platform.identity.User;
import dev.marque.platform.identity.signin.SignInOutcome.Refused;
import dev.marque.platform.identity.signin.SignInOutcome.SignedIn;
import dev.marque.platform.identity.testing.People;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Passwords that are changed by those who know them, and reset for those who do not. */
class NewPasswordsTest {

    private static final People people = new People();

    @AfterAll
    static void close() {
        people.close();
    }

    @Test
    void aChangedPasswordReplacesTheOldOneAndEndsAllOtherSignIns() {
        User user = people.user("support");
        TokenPair elsewhere = people.signIn(user);
        TokenPair here = people.signIn(user);

        people.ownPassword.change(people.caller(here), PASSWORD, OTHER_PASSWORD);

        assertThat(people.attempt(user, PASSWORD, HOME)).isInstanceOf(Refused.class);
        assertThat(people.attempt(user, OTHER_PASSWORD, HOME)).isInstanceOf(SignedIn.class);
        assertThat(people.isTaken(here)).isTrue();
        assertThat(people.isTaken(elsewhere)).isFalse();
        assertThat(people.sessions.refresh(elsewhere.refreshToken(), HOME)).isEmpty();
        assertThat(people.audits("user.password-changed", user.id())).isEqualTo(1);
        assertThat(people.events("user.password-changed", user.id())).isEqualTo(1);
    }

    @Test
    void changingTakesTheOldPasswordAndARuleAbidingNewOne() {
        User user = people.user("support");
        Actor actor = people.signedIn(user);

        assertRefused("/oldPassword", () -> people.ownPassword.change(actor, "not the password", OTHER_PASSWORD));
        assertRefused("/newPassword", () -> people.ownPassword.change(actor, PASSWORD, "password1234"));
        assertRefused("/newPassword", () -> people.ownPassword.change(actor, PASSWORD, user.email()));

        assertThat(people.attempt(user, PASSWORD, HOME)).isInstanceOf(SignedIn.class);
    }

    @Test
    void guessingTheOldPasswordWithAStolenTokenIsSlowedDown() {
        Actor actor = people.signedIn(people.user("support"));
        for (int i = 0; i < 10; i++) {
            assertRefused("/oldPassword", () -> people.ownPassword.change(actor, "not the password", OTHER_PASSWORD));
        }

        assertProblem(ProblemType.TOO_MANY_ATTEMPTS, () -> people.ownPassword.change(actor, PASSWORD, OTHER_PASSWORD));
    }

    @Test
    void aProgramHasNoPassword() {
        Actor key = new Actor(
                people.acme.id(), Actor.Kind.API_KEY, people.ids.next(), "Shop", Set.of("profile.write"), HOME);

        assertProblem(ProblemType.FORBIDDEN, () -> people.ownPassword.change(key, PASSWORD, OTHER_PASSWORD));
    }

    @Test
    void aResetTokenSetsAPasswordOnceAndEndsEverySignIn() {
        User user = people.user("support");
        TokenPair tokens = people.signIn(user);
        String token = reset(user);
        assertThat(people.isTaken(tokens)).as("until the token is used").isTrue();

        people.resets.reset(token, OTHER_PASSWORD, HOME);

        assertThat(people.attempt(user, PASSWORD, HOME)).isInstanceOf(Refused.class);
        assertThat(people.attempt(user, OTHER_PASSWORD, HOME)).isInstanceOf(SignedIn.class);
        assertThat(people.isTaken(tokens)).isFalse();
        assertThat(people.audits("user.password-reset-issued", user.id())).isEqualTo(1);
        assertThat(people.audits("user.password-reset", user.id())).isEqualTo(1);
        assertProblem(
                ProblemType.INVALID_CREDENTIALS, () -> people.resets.reset(token, "yet another four words", HOME));
    }

    @Test
    void oneUsedTokenEndsTheOthersOfThePerson() {
        User user = people.user("support");
        String first = reset(user);
        String second = reset(user);

        people.resets.reset(second, OTHER_PASSWORD, HOME);

        assertProblem(ProblemType.INVALID_CREDENTIALS, () -> people.resets.reset(first, OTHER_PASSWORD, HOME));
    }

    @Test
    void aWeakPasswordDoesNotUseTheTokenUp() {
        User user = people.user("support");
        String token = reset(user);

        assertRefused("/password", () -> people.resets.reset(token, "password1234", HOME));

        people.resets.reset(token, OTHER_PASSWORD, HOME);
        assertThat(people.attempt(user, OTHER_PASSWORD, HOME)).isInstanceOf(SignedIn.class);
    }

    @Test
    void aResetTokenEndsAfterADayAndWithItsOwner() {
        User late = people.user("support");
        User gone = people.user("support");
        String lateToken = reset(late);
        String goneToken = reset(gone);
        people.userChanges.disable(people.marque(), gone.id());

        assertProblem(ProblemType.INVALID_CREDENTIALS, () -> people.resets.reset(goneToken, OTHER_PASSWORD, HOME));
        people.clock.advance(Duration.ofDays(1));
        assertProblem(ProblemType.INVALID_CREDENTIALS, () -> people.resets.reset(lateToken, OTHER_PASSWORD, HOME));
    }

    @Test
    void aTokenOfAnotherPurposeOpensNothing() {
        String invitation = people.invitations
                .invite(people.marque(), "new@example.com", List.of("support"))
                .token();

        assertProblem(ProblemType.INVALID_CREDENTIALS, () -> people.resets.reset(invitation, OTHER_PASSWORD, HOME));
        assertProblem(
                ProblemType.INVALID_CREDENTIALS,
                () -> people.resets.reset(invitation.replace("mqi_", "mqp_"), OTHER_PASSWORD, HOME));
    }

    @Test
    void nobodyResetsThePasswordOfSomebodyWhoMayDoMore() {
        Actor support = people.signedIn(people.user("support"));
        User administrator = people.user("administrator");

        assertProblem(ProblemType.FORBIDDEN, () -> people.resets.issue(support, administrator.id()));
    }

    private static String reset(User user) {
        return people.resets.issue(people.marque(), user.id()).token();
    }
}

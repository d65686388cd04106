package dev.marque.platform.identity.secondfactor;

import static dev.marque.platform.identity.testing.People.HOME;
import static dev.marque.platform.identity.testing.People.PASSWORD;
import static dev.marque.platform.identity.testing.People.assertProblem;
import static dev.marque.platform.identity.testing.People.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.User;
import dev.marque.platform.identity.secondfactor.SecondFactors.Enrolment;
import dev.marque.platform.identity.signin.SignInOutcome;
import dev.marque.platform.identity.signin.SignInOutcome.Delayed;
import dev.marque.platform.identity.signin.SignInOutcome.Refused;
import dev.marque.platform.identity.signin.SignInOutcome.SecondFactorNeeded;
import dev.marque.platform.identity.signin.SignInOutcome.SignedIn;
import dev.marque.platform.identity.testing.People;
import dev.marque.platform.identity.testing.Phone;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SecondFactorsTest {

    private static final People people = new People();

    private record Owner(User user, Actor actor, Phone phone, List<String> recoveryCodes) {}

    @AfterAll
    static void close() {
        people.close();
    }

    @Test
    void aCodeIsAskedForOnlyAfterItWasConfirmed() {
        User user = people.user("support");
        Actor actor = people.signedIn(user);
        Phone phone = phone(people.secondFactors.enrol(actor, PASSWORD));
        assertThat(people.attempt(user, PASSWORD, HOME)).isInstanceOf(SignedIn.class);

        assertThat(people.secondFactors.confirm(actor, phone.code()))
                .hasSize(10)
                .doesNotHaveDuplicates();

        assertThat(people.attempt(user, PASSWORD, HOME)).isInstanceOf(SecondFactorNeeded.class);
        assertThat(people.users.get(people.marque(), user.id()).secondFactor()).isTrue();
        assertThat(people.audits("user.second-factor-enabled", user.id())).isEqualTo(1);
    }

    @Test
    void theRightCodeCompletesTheSignInOnce() {
        Owner owner = owner();
        String challenge = challenge(owner);
        String code = owner.phone().code();

        assertThat(complete(challenge, code)).isInstanceOf(SignedIn.class);

        assertThat(complete(challenge, code)).isInstanceOf(Refused.class);
        assertThat(complete(challenge(owner), code)).as("a replayed code").isInstanceOf(Refused.class);
    }

    @Test
    void aWrongCodeLeavesTheChallengeForAnotherTry() {
        Owner owner = owner();
        String challenge = challenge(owner);

        assertThat(complete(challenge, owner.phone().wrongCode())).isInstanceOf(Refused.class);

        assertThat(complete(challenge, owner.phone().code())).isInstanceOf(SignedIn.class);
    }

    @Test
    void aChallengeEndsAfterFiveMinutes() {
        Owner owner = owner();
        String challenge = challenge(owner);

        people.clock.advance(Duration.ofMinutes(5));

        assertThat(complete(challenge, owner.phone().code())).isInstanceOf(Refused.class);
    }

    @Test
    void aChallengeThatIsNoneIsRefused() {
        assertThat(complete("mqc_", "000000")).isInstanceOf(Refused.class);
        assertThat(complete("mqc_%%%%%%%%%%%%%%%%%%%%%%x", "000000")).isInstanceOf(Refused.class);
        assertThat(complete("mqc_AAAAAAAAAAAAAAAAAAAAAAx", "000000")).isInstanceOf(Refused.class);
    }

    @Test
    void guessingCodesIsSlowedDownAlthoughThePasswordIsKnown() {
        Owner owner = owner();
        for (int i = 0; i < 5; i++) {
            assertThat(complete(challenge(owner), owner.phone().wrongCode())).isInstanceOf(Refused.class);
        }

        assertThat(complete(challenge(owner), owner.phone().code())).isEqualTo(new Delayed(Duration.ofSeconds(15)));
        assertThat(people.audits("user.locked-out", owner.user().id())).isEqualTo(1);

        people.clock.advance(Duration.ofSeconds(15));
        assertThat(complete(challenge(owner), owner.phone().code())).isInstanceOf(SignedIn.class);
    }

    @Test
    void aRecoveryCodeWorksOnceAndHoweverItIsTyped() {
        Owner owner = owner();
        String code = owner.recoveryCodes().getFirst();
        assertThat(code).matches("([a-z2-7]{4}-){3}[a-z2-7]{4}");

        assertThat(complete(challenge(owner), code.replace("-", " ").toUpperCase(java.util.Locale.ROOT)))
                .isInstanceOf(SignedIn.class);

        assertThat(complete(challenge(owner), code)).isInstanceOf(Refused.class);
        assertThat(complete(challenge(owner), owner.recoveryCodes().getLast())).isInstanceOf(SignedIn.class);
    }

    @Test
    void nobodyEnrolsAtAScreenThatWasLeftAlone() {
        Actor actor = people.signedIn(people.user("support"));

        assertRefused("/password", () -> people.secondFactors.enrol(actor, "not the password"));
    }

    @Test
    void aConfirmedOneIsNotReplacedByEnrollingAgain() {
        Owner owner = owner();

        assertProblem(ProblemType.STATE_CONFLICT, () -> people.secondFactors.enrol(owner.actor(), PASSWORD));
        assertProblem(ProblemType.STATE_CONFLICT, () -> people.secondFactors.confirm(owner.actor(), "000000"));
    }

    @Test
    void aWrongFirstCodeTurnsNothingOn() {
        User user = people.user("support");
        Actor actor = people.signedIn(user);
        Phone phone = phone(people.secondFactors.enrol(actor, PASSWORD));

        assertRefused("/code", () -> people.secondFactors.confirm(actor, phone.wrongCode()));

        assertThat(people.attempt(user, PASSWORD, HOME)).isInstanceOf(SignedIn.class);
    }

    @Test
    void disablingTakesPasswordAndCode() {
        Owner owner = owner();
        Actor actor = owner.actor();

        assertRefused(
                "/password",
                () -> people.secondFactors.disable(actor, "x", owner.phone().code()));
        assertRefused(
                "/code",
                () -> people.secondFactors.disable(
                        actor, PASSWORD, owner.phone().wrongCode()));
        assertThat(people.attempt(owner.user(), PASSWORD, HOME)).isInstanceOf(SecondFactorNeeded.class);
        people.secondFactors.disable(actor, PASSWORD, owner.phone().code());

        assertThat(people.attempt(owner.user(), PASSWORD, HOME)).isInstanceOf(SignedIn.class);
        assertThat(people.events("user.second-factor-disabled", owner.user().id()))
                .isEqualTo(1);
        assertProblem(ProblemType.STATE_CONFLICT, () -> people.secondFactors.disable(actor, PASSWORD, "000000"));
    }

    @Test
    void anAdministratorResetsWhatWasLost() {
        Owner owner = owner();
        Actor administrator = people.signedIn(people.user("administrator"));

        people.secondFactors.reset(administrator, owner.user().id());
        people.secondFactors.reset(administrator, owner.user().id());

        assertThat(people.attempt(owner.user(), PASSWORD, HOME)).isInstanceOf(SignedIn.class);
        assertThat(people.audits("user.second-factor-reset", owner.user().id())).isEqualTo(1);
    }

    @Test
    void nobodyResetsSomebodyWhoMayDoMore() {
        Actor support = people.signedIn(people.user("support"));
        User administrator = people.user("administrator");

        assertProblem(ProblemType.FORBIDDEN, () -> people.secondFactors.reset(support, administrator.id()));
    }

    @Test
    void theSecretIsNotInTheDatabase() {
        Owner owner = owner();

        byte[] stored = people.database.inTenant(people.acme.id(), transaction -> transaction
                .createQuery("select secret_sealed from second_factors where user_id = :user")
                .bind("user", owner.user().id())
                .mapTo(byte[].class)
                .one());

        assertThat(HexFormat.of().formatHex(stored))
                .doesNotContain(HexFormat.of().formatHex(owner.phone().secret()));
    }

    /** Somebody with a second factor, in whose time step no code was taken yet. */
    private static Owner owner() {
        User user = people.user("support");
        Actor actor = people.signedIn(user);
        Phone phone = phone(people.secondFactors.enrol(actor, PASSWORD));
        List<String> codes = people.secondFactors.confirm(actor, phone.code());
        people.clock.advance(Duration.ofMinutes(1));
        return new Owner(user, actor, phone, codes);
    }

    private static Phone phone(Enrolment enrolment) {
        assertThat(enrolment.uri()).startsWith("otpauth://totp/Marque:").contains(enrolment.secret());
        return Phone.with(enrolment.secret(), people.clock);
    }

    private static String challenge(Owner owner) {
        SignInOutcome outcome = people.attempt(owner.user(), PASSWORD, HOME);
        assertThat(outcome).isInstanceOf(SecondFactorNeeded.class);
        return ((SecondFactorNeeded) outcome).challenge();
    }

    private static SignInOutcome complete(String challenge, String code) {
        return people.signIn.withSecondFactor(challenge, code, HOME);
    }
}

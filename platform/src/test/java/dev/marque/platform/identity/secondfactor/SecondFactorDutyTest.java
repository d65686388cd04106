package dev.marque.platform.identity.secondfactor;

import static dev.marque.platform.identity.testing.People.HOME;
import static dev.marque.platform.identity.testing.People.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.PeoplePermissions;
import dev.marque.platform.identity.TokenPair;
import dev.marque.platform.identity.User;
import dev.marque.platform.identity.signin.SignInOutcome.SecondFactorNeeded;
import dev.marque.platform.identity.signin.SignInOutcome.SignedIn;
import dev.marque.platform.identity.testing.People;
import dev.marque.platform.identity.testing.Phone;
import dev.marque.platform.settings.PlatformSettings;
import dev.marque.platform.settings.SettingRegistry;
import dev.marque.platform.settings.TenantSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A tenant that demands a second factor of everybody who signs in with a password. */
class SecondFactorDutyTest {

    private static final People people = new People();
    private static final TenantSettings settings = new TenantSettings(
            people.database,
            new SettingRegistry(List.of(new PlatformSettings())),
            people.changes,
            people.json,
            people.clock,
            people.ids);

    private final User user = people.user("support");

    @AfterAll
    static void close() {
        people.close();
    }

    @AfterEach
    void demandNothing() {
        settings.reset(people.marque(), "session.second-factor-required");
        settings.reset(people.marque(), "session.second-factor-grace");
    }

    @Test
    void whoHasNoSecondFactorCanOnlySetOneUp() {
        demand();

        SignedIn in = (SignedIn) people.attempt(user, PASSWORD, HOME);
        assertThat(in.enrolling()).isTrue();
        assertSetUpOnly(people.caller(in.tokens()));
        TokenPair next =
                people.sessions.refresh(in.tokens().refreshToken(), HOME).orElseThrow();
        assertSetUpOnly(people.caller(next));

        enrol(people.caller(next));
        assertFree(people.caller(next));
    }

    @Test
    void itCountsAtOnceForWhoIsSignedInAlready() {
        TokenPair before = people.signIn(user);
        assertFree(people.caller(before));

        demand();
        assertSetUpOnly(people.caller(before));

        settings.put(people.marque(), "session.second-factor-required", BooleanNode.FALSE, null);
        assertFree(people.caller(before));
    }

    @Test
    void whoSignsInWithACodeIsNotHeldUp() {
        Phone phone = enrol(people.signedIn(user));
        demand();

        SecondFactorNeeded asked = (SecondFactorNeeded) people.attempt(user, PASSWORD, HOME);
        SignedIn in = (SignedIn) people.signIn.withSecondFactor(asked.challenge(), phone.code(), HOME);

        assertThat(in.enrolling()).isFalse();
        assertFree(people.caller(in.tokens()));
    }

    @Test
    void aSignInWithoutACodeStaysHeldUpWhenSomebodyElseEnrols() {
        TokenPair stolen = people.signIn(user);
        enrol(people.signedIn(user));

        demand();

        assertSetUpOnly(people.caller(stolen));
    }

    @Test
    void whoGivesTheSecondFactorUpHasToSetUpAnother() {
        Actor actor = people.signedIn(user);
        Phone phone = enrol(actor);
        demand();
        TokenPair in = ((SignedIn) people.signIn.withSecondFactor(
                        ((SecondFactorNeeded) people.attempt(user, PASSWORD, HOME)).challenge(), phone.code(), HOME))
                .tokens();
        people.clock.advance(Duration.ofSeconds(30));

        people.secondFactors.disable(people.caller(in), PASSWORD, phone.code());

        assertSetUpOnly(people.caller(in));
    }

    @Test
    void aProviderAnswersForItsOwnSignIns() {
        demand();

        TokenPair throughProvider =
                people.sessions.open(people.acme.id(), user.id(), HOME).orElseThrow();

        assertFree(people.caller(throughProvider));
    }

    @Test
    void theGraceGivesTime() {
        set("session.second-factor-grace", TextNode.valueOf("P7D"));
        demand();

        assertFree(people.signedIn(user));
        people.clock.advance(Duration.ofDays(7));
        assertSetUpOnly(people.signedIn(user));
    }

    private static void demand() {
        set("session.second-factor-required", BooleanNode.TRUE);
    }

    private static void set(String name, JsonNode value) {
        settings.put(people.marque(), name, value, null);
    }

    private static Phone enrol(Actor actor) {
        Phone phone = Phone.with(people.secondFactors.enrol(actor, PASSWORD).secret(), people.clock);
        people.secondFactors.confirm(actor, phone.code());
        people.clock.advance(Duration.ofSeconds(30));
        return phone;
    }

    private static void assertSetUpOnly(Actor actor) {
        assertThat(actor.enrolling()).isTrue();
        assertThat(actor.permissions()).containsExactly(PeoplePermissions.PROFILE_WRITE);
    }

    private static void assertFree(Actor actor) {
        assertThat(actor.enrolling()).isFalse();
        assertThat(actor.permissions()).contains("users.read");
    }
}

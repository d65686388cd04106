package dev.marque.platform.identity.signin;

import static dev.marque.platform.identity.testing.People.HOME;
import static dev.marque.platform.identity.testing.People.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.RequestOrigin;
import dev.marque.platform.identity.User;
import dev.marque.platform.identity.signin.SignInOutcome.Delayed;
import dev.marque.platform.identity.signin.SignInOutcome.Refused;
import dev.marque.platform.identity.signin.SignInOutcome.SignedIn;
import dev.marque.platform.identity.testing.People;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SignInTest {

    private static final People people = new People();

    @AfterAll
    static void close() {
        people.close();
    }

    @Test
    void anUnknownAddressIsSlowedDownLikeAKnownOne() {
        User user = people.user("support");
        RequestOrigin guesser = People.from("198.51.100.9");

        for (String email : List.of(user.email(), "nobody@example.com")) {
            for (int i = 0; i < 5; i++) {
                assertThat(people.signIn.withPassword(email, "guess " + i, null, guesser))
                        .as(email)
                        .isEqualTo(new Refused());
            }
            assertThat(people.signIn.withPassword(email, "guess", null, guesser))
                    .as(email)
                    .isEqualTo(new Delayed(Duration.ofSeconds(15)));
        }
    }

    @Test
    void aDelayedAttemptIsNotLookedAtEvenIfItIsRight() {
        User user = people.user("support");
        RequestOrigin guesser = People.from("198.51.100.10");
        guess(user, guesser, 5);

        assertThat(people.attempt(user, PASSWORD, guesser)).isInstanceOf(Delayed.class);
        people.clock.advance(Duration.ofSeconds(15));
        assertThat(people.attempt(user, PASSWORD, guesser)).isInstanceOf(SignedIn.class);
    }

    @Test
    void nobodyLocksOutSomebodyWhoSignedInFromHereBefore() {
        User user = people.user("support");
        people.signIn(user);

        for (int place = 0; place < 20; place++) {
            guess(user, People.from("203.0.113." + place), 1);
        }

        assertThat(people.attempt(user, PASSWORD, HOME)).isInstanceOf(SignedIn.class);
        assertThat(people.audits("user.under-siege", user.id())).isEqualTo(1);
        assertThat(people.events("user.under-siege", user.id())).isEqualTo(1);
    }

    @Test
    void theTenantHearsOnceThatSomebodyIsLockedOut() {
        User user = people.user("support");
        RequestOrigin guesser = People.from("198.51.100.11");

        guess(user, guesser, 5);
        people.attempt(user, "guess", guesser);

        assertThat(people.audits("user.locked-out", user.id())).isEqualTo(1);
        assertThat(people.events("user.locked-out", user.id())).isEqualTo(1);
    }

    @Test
    void whoIsDisabledCannotBeToldFromAWrongPassword() {
        User user = people.user("support");
        people.userChanges.disable(people.marque(), user.id());

        assertThat(people.attempt(user, PASSWORD, HOME)).isEqualTo(new Refused());
    }

    @Test
    void staffOfSeveralTenantsNameTheTenant() {
        User user = people.user("support");
        people.users.create(
                Actor.system(people.globex.id(), "test"), user.email(), "Kim", PASSWORD, List.of("support"));

        assertThat(people.signIn.withPassword(user.email(), PASSWORD, null, HOME))
                .isInstanceOf(Refused.class);
        assertThat(people.signIn.withPassword(user.email(), PASSWORD, "globex", HOME))
                .isInstanceOf(SignedIn.class);
    }

    private static void guess(User user, RequestOrigin origin, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(people.attempt(user, "guess " + i, origin)).isEqualTo(new Refused());
        }
    }
}

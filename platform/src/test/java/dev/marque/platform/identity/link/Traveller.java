package dev.marque.platform.identity.link;

import static dev.marque.platform.identity.testing.People.HOME;
import static dev.marque.platform.identity.testing.People.OTHER_PASSWORD;
import static dev.marque.platform.identity.testing.People.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.TokenPair;
import dev.marque.platform.identity.User;
import dev.marque.platform.identity.secondfactor.SecondFactors.Enrolment;
import dev.marque.platform.identity.signin.SignInOutcome;
import dev.marque.platform.identity.signin.SignInOutcome.SignedIn;
import dev.marque.platform.identity.testing.People;
import dev.marque.platform.identity.testing.Phone;
import dev.marque.platform.tenant.Tenant;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One person with an account at Acme and one at Globex, each with a password that nobody else knows. */
record Traveller(People people, User acme, User globex, String email) {

    static final String AT_ACME = OTHER_PASSWORD;
    static final String AT_GLOBEX = "nine quiet lamps beside the river";

    private static int counter = 0;

    static Traveller withTwoAccounts(People people) {
        String email = "traveller" + ++counter + "@example.com";
        return new Traveller(
                people,
                joined(people, people.acme, email, AT_ACME),
                joined(people, people.globex, email, AT_GLOBEX),
                email);
    }

    /** Hashes are slow on purpose: the password is made the person's own without changing it. */
    private static User joined(People people, Tenant tenant, String email, String password) {
        User user = people.users.create(Actor.system(tenant.id(), "test"), email, "Kim", password, List.of("support"));
        people.database.runInTenant(
                tenant.id(),
                transaction -> transaction.execute("update users set password_is_own = true where id = ?", user.id()));
        return user;
    }

    /** Somebody who still has the password that an administrator gave them. */
    static User given(People people, Tenant tenant, String email) {
        return people.users.create(Actor.system(tenant.id(), "test"), email, "Kim", PASSWORD, List.of("support"));
    }

    Actor atAcme() {
        return people.caller(tokens(people.signIn.withPassword(email, AT_ACME, people.acme.slug(), HOME)));
    }

    Actor atGlobex() {
        return people.caller(tokens(people.signIn.withPassword(email, AT_GLOBEX, people.globex.slug(), HOME)));
    }

    OtherAccount proof(String password, @Nullable String code) {
        return new OtherAccount(people.globex.slug(), null, password, code, AT_ACME);
    }

    /** Signed in at Acme, with the link to Globex. */
    Actor linked() {
        Actor actor = atAcme();
        assertThat(people.linking.withPassword(actor, proof(AT_GLOBEX, null))).isInstanceOf(LinkOutcome.Linked.class);
        return actor;
    }

    SignInOutcome toGlobex(Actor actor) {
        return people.tenantSwitch.to(actor, people.globex.id());
    }

    /** A second factor for one of the accounts; the phone shows a code that was not used yet. */
    Phone enrol(Actor actor, String password) {
        Enrolment enrolment = people.secondFactors.enrol(actor, password);
        Phone phone = Phone.with(enrolment.secret(), people.clock);
        people.secondFactors.confirm(actor, phone.code());
        people.clock.advance(Duration.ofSeconds(30));
        return phone;
    }

    static TokenPair tokens(SignInOutcome outcome) {
        assertThat(outcome).isInstanceOf(SignedIn.class);
        return ((SignedIn) outcome).tokens();
    }
}

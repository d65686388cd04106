package dev.marque.platform.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.platform.identity.User;
import dev.marque.platform.identity.testing.People;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class OidcPeopleTest {

    private static final People people = new People();
    private static final OidcPeople oidcPeople = new OidcPeople(people.users, people.changes, people.clock);
    private static final OidcProvider PROVIDER =
            OidcProviderSamples.with("groups", "support", new GroupRole("admins", "administrator"));

    @AfterAll
    static void close() {
        people.close();
    }

    @Test
    void aLostGroupTakesItsRoleUnlessThatLeavesNoAdministrator() {
        assertThat(signIn("admins").roles()).containsExactly("administrator");
        assertThat(signIn("others").roles()).as("the last one stays").containsExactly("administrator");

        people.user("administrator");

        assertThat(signIn("others").roles()).containsExactly("support");
    }

    private static User signIn(String group) {
        VerifiedIdentity ada =
                new VerifiedIdentity(OidcProviderSamples.ISSUER, "ada", "ada@example.com", true, "Ada", Set.of(group));
        return people.database.inTenant(people.acme.id(), transaction -> {
            Admission admission = oidcPeople.admit(transaction, people.marque(), PROVIDER, ada);
            assertThat(admission).isInstanceOf(Admission.Admitted.class);
            return people.users
                    .lock(transaction, ((Admission.Admitted) admission).userId())
                    .orElseThrow();
        });
    }
}

package dev.marque.platform.identity;

import static dev.marque.platform.identity.testing.People.HOME;
import static dev.marque.platform.identity.testing.People.PASSWORD;
import static dev.marque.platform.identity.testing.People.assertProblem;
import static dev.marque.platform.identity.testing.People.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.identity.signin.SignInOutcome.Refused;
import dev.marque.platform.identity.signin.SignInOutcome.SignedIn;
import dev.marque.platform.identity.testing.People;
import dev.marque.platform.tenant.Tenant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class UserChangesTest {

    private static final People people = new People();

    @AfterAll
    static void close() {
        people.close();
    }

    @Test
    void nameAndRolesChangeAndCountFromTheNextCallOn() {
        User user = people.user("support");
        TokenPair tokens = people.signIn(user);
        assertThat(people.caller(tokens).may("users.write")).isFalse();

        User changed = people.userChanges.update(
                people.marque(), user.id(), new UserEdit("Kim Lee", List.of("administrator")));

        assertThat(changed.name()).isEqualTo("Kim Lee");
        assertThat(people.users.get(people.marque(), user.id())).isEqualTo(changed);
        assertThat(people.caller(tokens).may("users.write")).isTrue();
        assertThat(people.audits("user.updated", user.id())).isEqualTo(1);
        assertThat(people.events("user.updated", user.id())).isEqualTo(1);
    }

    @Test
    void whatIsLeftOutStays() {
        User user = people.user("support");

        assertThat(people.userChanges.update(people.marque(), user.id(), new UserEdit(null, null)))
                .isEqualTo(user);
        assertThat(people.audits("user.updated", user.id())).isZero();
        assertRefused(
                "/roles/1",
                () -> people.userChanges.update(
                        people.marque(), user.id(), new UserEdit(null, List.of("support", "emperor"))));
    }

    @Test
    void disablingEndsEverySignInAtOnceAndEnablingBringsEverythingBack() {
        User user = people.user("support");
        TokenPair tokens = people.signIn(user);

        people.userChanges.disable(people.marque(), user.id());
        people.userChanges.disable(people.marque(), user.id());

        assertThat(people.isTaken(tokens)).isFalse();
        assertThat(people.sessions.refresh(tokens.refreshToken(), HOME)).isEmpty();
        assertThat(people.attempt(user, PASSWORD, HOME)).isInstanceOf(Refused.class);
        assertThat(people.audits("user.disabled", user.id())).isEqualTo(1);

        people.userChanges.enable(people.marque(), user.id());

        assertThat(people.isTaken(tokens)).isFalse();
        assertThat(people.attempt(user, PASSWORD, HOME)).isInstanceOf(SignedIn.class);
        assertThat(people.events("user.enabled", user.id())).isEqualTo(1);
    }

    @Test
    void whoIsRemovedIsGoneAndTheAddressIsFree() {
        User user = people.user("support");
        TokenPair tokens = people.signIn(user);

        people.userChanges.remove(people.marque(), user.id());

        assertThat(people.isTaken(tokens)).isFalse();
        assertThat(people.sessions.refresh(tokens.refreshToken(), HOME)).isEmpty();
        assertThat(people.attempt(user, PASSWORD, HOME)).isInstanceOf(Refused.class);
        assertProblem(ProblemType.NOT_FOUND, () -> people.users.get(people.marque(), user.id()));
        assertThat(people.audits("user.removed", user.id())).isEqualTo(1);
        User again = people.users.create(people.marque(), user.email(), "Kim", PASSWORD, List.of("support"));
        assertThat(people.attempt(again, PASSWORD, HOME)).isInstanceOf(SignedIn.class);
    }

    @Test
    void theLastAdministratorStaysOne() {
        Actor marque = newTenant("lonely");
        User last = administrator(marque, "last@example.com");
        User disabled = administrator(marque, "disabled@example.com");
        people.userChanges.disable(marque, disabled.id());

        assertProblem(ProblemType.STATE_CONFLICT, () -> people.userChanges.remove(marque, last.id()));
        assertProblem(ProblemType.STATE_CONFLICT, () -> people.userChanges.disable(marque, last.id()));
        assertProblem(
                ProblemType.STATE_CONFLICT,
                () -> people.userChanges.update(marque, last.id(), new UserEdit(null, List.of("support"))));
        assertThat(people.userChanges
                        .update(marque, last.id(), new UserEdit("Renamed", List.of("administrator", "support")))
                        .roles())
                .contains("administrator");
    }

    @Test
    void twoAdministratorsWhoRemoveEachOtherAtOnceLeaveOne() throws InterruptedException, ExecutionException {
        for (int round = 0; round < 10; round++) {
            Actor marque = newTenant("duel-" + round);
            User first = administrator(marque, "first@example.com");
            User second = administrator(marque, "second@example.com");
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Boolean>> outcomes =
                        threads.invokeAll(List.of(removes(marque, first), removes(marque, second)));
                assertThat(outcomes.get(0).get()).isNotEqualTo(outcomes.get(1).get());
            }
        }
    }

    @Test
    void nobodyGivesOrTakesWhatTheyLack() {
        User administrator = people.user("administrator");
        User user = people.user("support");
        Actor half =
                new Actor(people.acme.id(), Actor.Kind.API_KEY, people.ids.next(), "half", Set.of("users.write"), HOME);

        assertProblem(
                ProblemType.FORBIDDEN,
                () -> people.users.create(half, "n@example.com", "N", PASSWORD, List.of("administrator")));
        assertProblem(
                ProblemType.FORBIDDEN,
                () -> people.userChanges.update(half, user.id(), new UserEdit(null, List.of("administrator"))));
        assertProblem(ProblemType.FORBIDDEN, () -> people.userChanges.disable(half, administrator.id()));
        assertProblem(ProblemType.FORBIDDEN, () -> people.userChanges.remove(half, administrator.id()));
        assertProblem(
                ProblemType.FORBIDDEN,
                () -> people.invitations.invite(half, "n@example.com", List.of("administrator")));
    }

    @Test
    void anotherTenantSeesNobody() {
        User user = people.user("support");
        Actor stranger = Actor.system(people.globex.id(), "test");

        assertProblem(ProblemType.NOT_FOUND, () -> people.userChanges.disable(stranger, user.id()));
        assertProblem(ProblemType.NOT_FOUND, () -> people.userChanges.remove(stranger, user.id()));
        assertProblem(ProblemType.NOT_FOUND, () -> people.resets.issue(stranger, user.id()));
    }

    private static Callable<Boolean> removes(Actor actor, User user) {
        return () -> {
            try {
                people.userChanges.remove(actor, user.id());
                return true;
            } catch (ProblemException refused) {
                assertThat(refused.type()).isEqualTo(ProblemType.STATE_CONFLICT);
                return false;
            }
        };
    }

    private static Actor newTenant(String slug) {
        Tenant tenant = people.tenants.createIfAbsent(slug, slug, ZoneOffset.UTC);
        people.roles.writeBuiltIn(tenant.id());
        return Actor.system(tenant.id(), "test");
    }

    private static User administrator(Actor marque, String email) {
        return people.users.create(marque, email, "Admin", PASSWORD, List.of("administrator"));
    }
}

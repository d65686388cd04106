package dev.marque.platform.identity.invitation;

import static dev.marque.platform.identity.testing.People.HOME;
import static dev.marque.platform.identity.testing.People.PASSWORD;
import static dev.marque.platform.identity.testing.People.assertProblem;
import static dev.marque.platform.identity.testing.People.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.User;
import dev.marque.platform.identity.signin.SignInOutcome.SignedIn;
import dev.marque.platform.identity.testing.People;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class InvitationsTest {

    private static final People people = new People();
    private static final AtomicInteger COUNTER = new AtomicInteger();

    @AfterAll
    static void close() {
        people.close();
    }

    @Test
    void whoAcceptsChoosesNameAndPasswordAndHasTheRoles() {
        Invitation.Issued issued = invite();

        User user = people.invitations.accept(issued.token(), "Sam", PASSWORD, HOME);

        assertThat(user.email()).isEqualTo(issued.invitation().email());
        assertThat(user.roles()).containsExactly("support");
        assertThat(people.attempt(user, PASSWORD, HOME)).isInstanceOf(SignedIn.class);
        UUID id = issued.invitation().id();
        assertThat(find(id).acceptedAt()).isEqualTo(people.clock.instant());
        assertThat(people.audits("invitation.created", id)).isEqualTo(1);
        assertThat(people.audits("invitation.accepted", id)).isEqualTo(1);
        assertThat(people.audits("user.created", user.id())).isEqualTo(1);
    }

    @Test
    void anInvitationIsAcceptedOnceHoweverManyTry() throws InterruptedException, ExecutionException {
        Invitation.Issued issued = invite();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> answers = threads.invokeAll(IntStream.range(0, 4)
                    .<Callable<Boolean>>mapToObj(i -> () -> accepts(issued))
                    .toList());
            int accepted = 0;
            for (Future<Boolean> answer : answers) {
                accepted += answer.get() ? 1 : 0;
            }
            assertThat(accepted).isEqualTo(1);
        }
    }

    @Test
    void anInvitationEndsAfterSevenDays() {
        Invitation.Issued issued = invite();

        people.clock.advance(Invitations.LIFETIME);

        assertRefusedToken(issued);
    }

    @Test
    void aRevokedInvitationOpensNothing() {
        Invitation.Issued issued = invite();

        people.invitations.revoke(people.marque(), issued.invitation().id());
        people.invitations.revoke(people.marque(), issued.invitation().id());

        assertRefusedToken(issued);
        assertThat(people.audits("invitation.revoked", issued.invitation().id()))
                .isEqualTo(1);
        assertProblem(
                ProblemType.STATE_CONFLICT,
                () -> people.invitations.resend(
                        people.marque(), issued.invitation().id()));
    }

    @Test
    void sendingAgainGivesSevenMoreDaysAndEndsTheEarlierToken() {
        Invitation.Issued first = invite();
        people.clock.advance(Invitations.LIFETIME.minusHours(1));

        Invitation.Issued second =
                people.invitations.resend(people.marque(), first.invitation().id());

        assertRefusedToken(first);
        people.clock.advance(Invitations.LIFETIME.minusHours(1));
        assertThat(people.invitations
                        .accept(second.token(), "Sam", PASSWORD, HOME)
                        .email())
                .isEqualTo(first.invitation().email());
        assertProblem(
                ProblemType.STATE_CONFLICT,
                () -> people.invitations.revoke(
                        people.marque(), first.invitation().id()));
    }

    @Test
    void aWeakPasswordDoesNotUseTheInvitationUp() {
        Invitation.Issued issued = invite();

        assertRefused("/password", () -> people.invitations.accept(issued.token(), "Sam", "password1234", HOME));

        assertThat(accepts(issued)).isTrue();
    }

    @Test
    void staffAreNotInvited() {
        User user = people.user("support");

        assertRefused("/email", () -> people.invitations.invite(people.marque(), user.email(), List.of("support")));
        assertRefused(
                "/roles/0", () -> people.invitations.invite(people.marque(), "x@example.com", List.of("emperor")));
    }

    @Test
    void whoWasAddedMeanwhileIsNotAddedTwice() {
        Invitation.Issued issued = invite();
        people.users.create(people.marque(), issued.invitation().email(), "Sam", PASSWORD, List.of("support"));

        assertProblem(
                ProblemType.ALREADY_EXISTS, () -> people.invitations.accept(issued.token(), "Sam", PASSWORD, HOME));
    }

    @Test
    void anotherTenantSeesNoInvitation() {
        Invitation.Issued issued = invite();
        Actor stranger = Actor.system(people.globex.id(), "test");
        UUID id = issued.invitation().id();

        assertThat(people.invitations.list(stranger, PageRequest.first(50)).items())
                .isEmpty();
        assertProblem(ProblemType.NOT_FOUND, () -> people.invitations.resend(stranger, id));
        assertProblem(ProblemType.NOT_FOUND, () -> people.invitations.revoke(stranger, id));
    }

    private static Invitation.Issued invite() {
        return people.invitations.invite(
                people.marque(), "sam" + COUNTER.incrementAndGet() + "@example.com", List.of("support"));
    }

    private static boolean accepts(Invitation.Issued issued) {
        try {
            people.invitations.accept(issued.token(), "Sam", PASSWORD, HOME);
            return true;
        } catch (ProblemException refused) {
            assertThat(refused.type()).isEqualTo(ProblemType.INVALID_CREDENTIALS);
            return false;
        }
    }

    private static void assertRefusedToken(Invitation.Issued issued) {
        assertProblem(
                ProblemType.INVALID_CREDENTIALS,
                () -> people.invitations.accept(issued.token(), "Sam", PASSWORD, HOME));
    }

    private static Invitation find(UUID id) {
        return people.invitations.list(people.marque(), PageRequest.first(50)).items().stream()
                .filter(invitation -> invitation.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}

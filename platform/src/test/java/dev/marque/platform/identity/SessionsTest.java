package dev.marque.platform.identity;

import static dev.marque.platform.identity.testing.People.HOME;
import static dev.marque.platform.identity.testing.People.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.identity.Session.EndReason;
import dev.marque.platform.identity.testing.People;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final PageRequest PAGE = PageRequest.first(50);
    private static final People people = new People();

    @AfterAll
    static void close() {
        people.close();
    }

    @Test
    void aRefreshTokenThatComesTwiceEndsTheSignInAndTellsEverybody() {
        User user = people.user("support");
        TokenPair first = people.signIn(user);
        TokenPair second = people.sessions.refresh(first.refreshToken(), HOME).orElseThrow();
        Session session =
                people.openSessions.list(people.caller(second), PAGE).items().getFirst();

        assertThat(people.sessions.refresh(first.refreshToken(), People.from("198.51.100.1")))
                .isEmpty();
        assertThat(people.sessions.refresh(first.refreshToken(), HOME)).isEmpty();

        assertThat(people.isTaken(second)).isFalse();
        assertThat(people.sessions.refresh(second.refreshToken(), HOME)).isEmpty();
        assertThat(people.audits("session.revoked", session.id())).isEqualTo(1);
        assertThat(people.events("session.revoked", session.id())).isEqualTo(1);
        assertThat(people.database
                        .inTenant(people.acme.id(), transaction -> SessionRows.find(transaction, session.id()))
                        .orElseThrow()
                        .endReason())
                .isEqualTo(EndReason.REFRESH_TOKEN_REUSED);
    }

    @Test
    void ofManyWhoBringOneRefreshTokenAtOnceOneIsServedAndThenTheSignInEnds()
            throws InterruptedException, ExecutionException {
        TokenPair tokens = people.signIn(people.user("support"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> answers = threads.invokeAll(IntStream.range(0, 8)
                    .<Callable<Boolean>>mapToObj(i -> () ->
                            people.sessions.refresh(tokens.refreshToken(), HOME).isPresent())
                    .toList());
            int served = 0;
            for (Future<Boolean> answer : answers) {
                served += answer.get() ? 1 : 0;
            }
            assertThat(served).isEqualTo(1);
        }
        assertThat(people.isTaken(tokens)).isFalse();
    }

    @Test
    void peopleSeeWhereTheyAreSignedIn() {
        User user = people.user("support");
        people.signIn(user);
        people.clock.advance(Duration.ofMinutes(1));
        TokenPair tokens = people.signIn(user);
        people.clock.advance(Duration.ofMinutes(14));
        TokenPair next = people.sessions
                .refresh(tokens.refreshToken(), new RequestOrigin("test", "198.51.100.1", "Phone"))
                .orElseThrow();
        Actor actor = people.caller(next);

        List<Session> sessions = people.openSessions.list(actor, PAGE).items();

        assertThat(sessions).hasSize(2);
        Session newest = sessions.getFirst();
        assertThat(newest.id()).isEqualTo(actor.origin().session());
        assertThat(newest.address()).isEqualTo("198.51.100.1");
        assertThat(newest.userAgent()).isEqualTo("Phone");
        assertThat(newest.lastUsedAt()).isEqualTo(newest.startedAt().plus(Duration.ofMinutes(14)));
        assertThat(sessions.getLast().userAgent()).isEqualTo("JUnit");
    }

    @Test
    void oneSignInIsEndedAtOnceAndTheOthersGoOn() {
        User user = people.user("support");
        TokenPair lost = people.signIn(user);
        TokenPair kept = people.signIn(user);
        Actor actor = people.caller(kept);
        Session session = people.openSessions.list(actor, PAGE).items().getLast();

        people.openSessions.end(actor, session.id());
        people.openSessions.end(actor, session.id());

        assertThat(people.isTaken(lost)).isFalse();
        assertThat(people.sessions.refresh(lost.refreshToken(), HOME)).isEmpty();
        assertThat(people.isTaken(kept)).isTrue();
        assertThat(people.audits("session.revoked", session.id())).isEqualTo(1);
    }

    @Test
    void allOthersAreEndedAndThisOneGoesOn() {
        User user = people.user("support");
        List<TokenPair> others = List.of(people.signIn(user), people.signIn(user));
        TokenPair mine = people.signIn(user);

        people.openSessions.endOthers(people.caller(mine));

        assertThat(others).noneMatch(people::isTaken);
        assertThat(people.isTaken(mine)).isTrue();
    }

    @Test
    void nobodyEndsTheSignInOfSomebodyElse() {
        User victim = people.user("support");
        Actor theirs = people.signedIn(victim);
        Actor other = people.signedIn(people.user("administrator"));
        Session session = people.openSessions.list(theirs, PAGE).items().getFirst();

        assertProblem(ProblemType.NOT_FOUND, () -> people.openSessions.end(other, session.id()));
        assertThat(people.openSessions.list(other, PAGE).items())
                .extracting(Session::id)
                .doesNotContain(session.id());
    }

    @Test
    void anAdministratorEndsEverySignInOfAMemberOfStaff() {
        User user = people.user("support");
        List<TokenPair> tokens = List.of(people.signIn(user), people.signIn(user));

        people.userChanges.endSessions(people.signedIn(people.user("administrator")), user.id());

        assertThat(tokens).noneMatch(people::isTaken);
    }

    @Test
    void signingOutIsRemembered() {
        User user = people.user("support");
        TokenPair tokens = people.signIn(user);

        people.sessions.signOut(tokens.refreshToken(), HOME);
        people.sessions.signOut(tokens.refreshToken(), HOME);

        assertThat(people.isTaken(tokens)).isFalse();
        assertThat(people.audits("user.signed-out", user.id())).isEqualTo(1);
        assertThat(people.events("user.signed-out", user.id())).isZero();
    }

    @Test
    void whatSignInsLeaveBehindIsForgottenInTime() {
        User user = people.user("support");
        people.sessions.refresh(people.signIn(user).refreshToken(), HOME);

        people.clock.advance(Duration.ofDays(7).plus(SessionUpkeep.KEPT_AFTER_EXPIRY));
        people.upkeep.run();
        assertThat(rows(user)).as("a stolen token is still recognised").isEqualTo(3);
        people.clock.advance(Duration.ofSeconds(1));
        people.upkeep.run();

        assertThat(rows(user)).isZero();
    }

    @Test
    void secretsAreNotInTheNamesOfThings() {
        TokenPair tokens = people.signIn(people.user("support"));

        Set<String> shown = Set.of(tokens.toString(), people.caller(tokens).toString());

        assertThat(shown)
                .noneMatch(text -> text.contains(tokens.refreshToken()) || text.contains(tokens.accessToken()));
    }

    private static int rows(User user) {
        return people.database.inTenant(people.acme.id(), transaction -> transaction
                .createQuery("""
                        select (select count(*) from sessions where user_id = :user)
                             + (select count(*) from refresh_tokens where user_id = :user)
                        """)
                .bind("user", user.id())
                .mapTo(Integer.class)
                .one());
    }
}

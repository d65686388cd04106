package dev.marque.app.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.IdentityProvider;
import dev.marque.app.testing.SignInThroughProvider;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import dev.marque.platform.identity.oidc.OidcUpkeep;
import dev.marque.testkit.MovableClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The whole way: browser, provider and Marque, each of them real. */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class OidcSignInTest {

    private static final AtomicInteger PEOPLE = new AtomicInteger();
    private static final String OPEN = "\"createsPeople\": true, \"defaultRole\": \"support\"";
    private static final String BY_GROUP = "\"createsPeople\": true, \"groupClaim\": \"groups\", \"groupRoles\": ["
            + "{\"group\": \"boss\", \"role\": \"administrator\"}, {\"group\": \"help\", \"role\": \"support\"}]";

    @Inject
    World world;

    @Inject
    MovableClock clock;

    @Inject
    OidcUpkeep upkeep;

    @Test
    void whoSignsInIsKnownByIssuerAndSubjectAfterwards() {
        SignInThroughProvider login = SignInThroughProvider.with(world, OPEN);
        String email = newEmail();

        Answer first = login.signIn("ada", Map.of("email", email, "name", "Ada"));
        Answer second = login.signIn("ada", Map.of("email", newEmail(), "name", "Countess"));
        Answer other = login.signIn("grace", Map.of("email", newEmail()));

        assertThat(me(first).text("/name")).isEqualTo(email);
        assertThat(me(second).text("/id")).isEqualTo(me(first).text("/id"));
        assertThat(me(other).text("/id")).isNotEqualTo(me(first).text("/id"));
    }

    @Test
    void theSameSubjectOfAnotherIssuerIsSomebodyElse() {
        SignInThroughProvider one = SignInThroughProvider.with(world, OPEN);
        SignInThroughProvider another = SignInThroughProvider.with(world, OPEN);

        assertThat(me(one.signIn("ada", Map.of("email", newEmail()))).text("/id"))
                .isNotEqualTo(
                        me(another.signIn("ada", Map.of("email", newEmail()))).text("/id"));
    }

    @Test
    void theBrowserIsSentWithEverythingThatProtectsTheSignIn() {
        SignInThroughProvider login = SignInThroughProvider.with(world, "\"scopes\": [\"email\", \"groups\"]");
        Answer start = login.start();

        Map<String, String> sent = IdentityProvider.parameters(URI.create(start.text("/authorizationUrl")));

        assertThat(sent)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "marque")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("scope", "openid email groups");
        assertThat(sent.get("redirect_uri")).endsWith("/sign-in/callback");
        assertThat(List.of("state", "nonce", "code_challenge"))
                .allSatisfy(name -> assertThat(sent.get(name)).hasSize(43));
    }

    @Test
    void aGroupThatIsLostTakesItsRoleAtTheNextSignIn() {
        SignInThroughProvider login = SignInThroughProvider.with(world, BY_GROUP);
        Answer boss = login.signIn("ada", claims("boss", "help"));
        assertThat(permissions(boss)).contains("users.write");

        Answer helper = login.signIn("ada", claims("help"));

        assertThat(permissions(helper)).contains("users.read").doesNotContain("users.write");
        assertThat(permissions(boss)).as("who is still signed in loses it, too").doesNotContain("users.write");
    }

    @Test
    void whoseGroupsGiveNoRoleAnyMoreIsLockedOutWithAllSignIns() {
        SignInThroughProvider login = SignInThroughProvider.with(world, BY_GROUP);
        Answer before = login.signIn("ada", claims("boss"));

        Answer after = login.signIn("ada", claims("chess"));

        assertThat(after.status()).isEqualTo(403);
        assertThat(after.code()).isEqualTo("sign-in-refused");
        assertThat(me(before).status()).isEqualTo(403);
    }

    @Test
    void aCodeWithAnotherNonceSignsNobodyIn() {
        SignInThroughProvider login = SignInThroughProvider.with(world, OPEN);
        login.provider().nextIs(login.issuer(), "ada", Map.of("email", newEmail()));
        Answer start = login.start();
        String changed = start.text("/authorizationUrl").replaceAll("nonce=[^&]+", "nonce=another");

        Answer answer =
                login.finish(SignInThroughProvider.body(IdentityProvider.visit(changed), start.text("/secret")));

        isRefused(answer);
    }

    @Test
    void aCodeOfAnotherSignInSignsNobodyIn() {
        SignInThroughProvider login = SignInThroughProvider.with(world, OPEN);
        login.provider().nextIs(login.issuer(), "ada", Map.of("email", newEmail()));
        Answer mine = login.start();
        Map<String, String> parameters = new HashMap<>(IdentityProvider.visit(mine.text("/authorizationUrl")));
        Map<String, String> theirs = IdentityProvider.visit(login.start().text("/authorizationUrl"));
        parameters.put("code", theirs.getOrDefault("code", ""));

        Answer answer = login.finish(SignInThroughProvider.body(parameters, mine.text("/secret")));

        assertThat(answer.status()).as(answer.toString()).isIn(401, 502);
    }

    @Test
    void aStateWorksOnce() {
        SignInThroughProvider login = SignInThroughProvider.with(world, OPEN);
        String body = login.comeBack("ada", Map.of("email", newEmail()));

        assertThat(login.finish(body).status()).isEqualTo(200);
        isRefused(login.finish(body));
    }

    @Test
    void ofManyWhoComeBackWithOneStateOneIsSignedIn() throws Exception {
        SignInThroughProvider login = SignInThroughProvider.with(world, OPEN);
        String body = login.comeBack("ada", Map.of("email", newEmail()));
        Callable<Integer> finish = () -> login.finish(body).status();

        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> statuses = callers.invokeAll(Collections.nCopies(8, finish)).stream()
                    .map(Future::resultNow)
                    .toList();

            assertThat(statuses).containsOnly(200, 401).containsOnlyOnce(200);
        }
    }

    @Test
    void aLinkWithSomebodyElsesCodeSignsNobodyIn() {
        SignInThroughProvider login = SignInThroughProvider.with(world, OPEN);
        String attackers = login.comeBack("mallory", Map.of("email", newEmail()));
        String victimsSecret = login.start().text("/secret");

        isRefused(login.finish(attackers.replaceAll("\"mqo_[^\"]*\"", "\"" + victimsSecret + "\"")));
    }

    @Test
    void whoComesBackAfterTenMinutesStartsAgain() {
        SignInThroughProvider login = SignInThroughProvider.with(world, OPEN);
        String inTime = login.comeBack("ada", Map.of("email", newEmail()));
        clock.advance(Duration.ofMinutes(10).minusMillis(1));
        assertThat(login.finish(inTime).status()).isEqualTo(200);
        String late = login.comeBack("ada", Map.of("email", newEmail()));

        clock.advance(Duration.ofMinutes(10));

        isRefused(login.finish(late));
    }

    @Test
    void aTokenForAnotherClientSignsNobodyIn() {
        SignInThroughProvider login = SignInThroughProvider.with(world, OPEN);

        isRefused(login.signIn("ada", Map.of("email", newEmail(), "aud", "another")));
    }

    @Test
    void anExpiredTokenSignsNobodyIn() {
        SignInThroughProvider login = SignInThroughProvider.with(world, OPEN);
        login.provider().nextIs(login.issuer(), "ada", Map.of("email", newEmail()), Duration.ofSeconds(-61));

        isRefused(login.finish(SignInThroughProvider.comeBack(login.start())));
    }

    @Test
    void anAnswerOfAnotherIssuerSignsNobodyIn() {
        SignInThroughProvider login = SignInThroughProvider.with(world, OPEN);
        String body = login.comeBack("ada", Map.of("email", newEmail()));

        isRefused(login.finish(body.replace("{", "{\"issuer\": \"https://evil.example\", ")));
    }

    @Test
    void theProviderMayChangeItsKeysAtAnyTime() {
        try (IdentityProvider provider = new IdentityProvider(clock)) {
            SignInThroughProvider login = SignInThroughProvider.with(world, provider, OPEN);
            String email = newEmail();
            assertThat(login.signIn("ada", Map.of("email", email)).status()).isEqualTo(200);

            provider.changeKeys();

            assertThat(login.signIn("ada", Map.of("email", email)).status()).isEqualTo(200);
        }
    }

    @Test
    void aProviderThatIsDownIsAClearProblem() {
        IdentityProvider provider = new IdentityProvider(clock);
        SignInThroughProvider login = SignInThroughProvider.with(world, provider, OPEN);
        SignInThroughProvider neverAsked = SignInThroughProvider.with(world, provider, OPEN);
        String body = login.comeBack("ada", Map.of("email", newEmail()));
        provider.close();

        Answer finish = login.finish(body);
        Answer start = neverAsked.start();

        assertThat(List.of(finish.status(), start.status())).containsOnly(502);
        assertThat(start.code()).isEqualTo("identity-provider-failed");
        assertThat(start.text("/detail")).contains("cannot be reached");
    }

    @Test
    void anEmailAddressThatNobodyVerifiedTiesNobodyToAnAccount() {
        String email = staff();
        SignInThroughProvider linking = SignInThroughProvider.with(world, OPEN + ", \"linksByEmail\": true");
        SignInThroughProvider notLinking = SignInThroughProvider.with(world, OPEN);

        for (Answer answer : List.of(
                linking.signIn("mallory", Map.of("email", email)),
                linking.signIn("mallory", Map.of("email", email, "email_verified", false)),
                notLinking.signIn("mallory", Map.of("email", email, "email_verified", true)))) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("sign-in-refused");
        }
    }

    @Test
    void aVerifiedAddressTiesSomebodyToTheirAccountWhereTheTenantWantsIt() {
        String email = staff();
        SignInThroughProvider login = SignInThroughProvider.with(world, "\"linksByEmail\": true");

        Answer first = login.signIn("ada", Map.of("email", email.toUpperCase(Locale.ROOT), "email_verified", true));
        Answer later = login.signIn("ada", Map.of());

        assertThat(me(first).text("/name")).isEqualTo(email);
        assertThat(permissions(later))
                .as("a provider without group claim leaves the roles alone")
                .contains("users.write");
    }

    @Test
    void unknownPeopleAreTakenOnlyWhereTheTenantWantsIt() {
        SignInThroughProvider login = SignInThroughProvider.with(world, "\"defaultRole\": \"support\"");

        Answer answer = login.signIn("ada", Map.of("email", newEmail(), "email_verified", true));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text("/detail")).contains("not a member of staff");
    }

    @Test
    void onlyVerifiedAddressesOfTheDomainsSignIn() {
        SignInThroughProvider login =
                SignInThroughProvider.with(world, OPEN + ", \"emailDomains\": [\"People.Example\"]");
        String email = newEmail();

        assertThat(login.signIn("a", Map.of("email", email)).status()).isEqualTo(403);
        assertThat(login.signIn("b", Map.of("email", "x@people.example.evil", "email_verified", true))
                        .status())
                .isEqualTo(403);
        assertThat(login.signIn("c", Map.of("email", email, "email_verified", true))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aProviderThatIsDisabledSignsNobodyInNotEvenWhoIsOnTheWay() {
        SignInThroughProvider login = SignInThroughProvider.with(world, OPEN);
        String body = login.comeBack("ada", Map.of("email", newEmail()));
        String settings = """
                {"name": "Login", "issuer": "%s", "clientId": "marque", "enabled": false}""".formatted(login.provider().url(login.issuer()));

        world.admin().send("PUT", "/api/v1/oidc-providers/" + login.id(), settings.getBytes(StandardCharsets.UTF_8));

        isRefused(login.finish(body));
        assertThat(login.start().status()).isEqualTo(422);
        assertThat(world.anonymous().get("/api/v1/auth/oidc/providers").toString())
                .doesNotContain(login.id());
    }

    @Test
    void aProviderServesItsOwnVendorOnly() {
        SignInThroughProvider login = SignInThroughProvider.with(world, OPEN);
        world.otherAdmin();

        Answer answer = world.anonymous().post("/api/v1/auth/oidc/start", """
                        {"tenant": "other", "providerId": "%s"}""".formatted(login.id()));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(world.anonymous()
                        .get("/api/v1/auth/oidc/providers?tenant=other")
                        .toString())
                .doesNotContain(login.id());
    }

    @Test
    void whoSignsInThroughAProviderHasNoPasswordToGuess() {
        SignInThroughProvider login = SignInThroughProvider.with(world, OPEN);
        String email = newEmail();
        login.signIn("ada", Map.of("email", email));

        Answer answer = world.anonymous().post("/api/v1/auth/login", """
                {"email": "%s", "password": ""}""".formatted(email));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(world.anonymous()
                        .post("/api/v1/auth/login", """
                        {"email": "%s", "password": "%s"}""".formatted(email, TestServer.ADMIN_PASSWORD))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aSignInIsInTheAuditTrailWithoutAnythingSecret() {
        SignInThroughProvider login = SignInThroughProvider.with(world, OPEN);
        String id = me(login.signIn("ada", Map.of("email", newEmail()))).text("/id");

        Answer trail = world.admin().get("/api/v1/audit-logs?recordId=" + id);

        assertThat(trail.json().at("/items").findValuesAsText("action"))
                .containsExactly("user.signed-in", "user.identity-linked", "user.created");
        assertThat(trail.toString()).doesNotContain("password");
    }

    @Test
    void signInsThatNeverCameBackAreForgotten() {
        SignInThroughProvider login = SignInThroughProvider.with(world, OPEN);
        login.start();
        clock.advance(Duration.ofMinutes(10));
        String underWay = login.comeBack("ada", Map.of("email", newEmail()));

        assertThat(upkeep.run()).isPositive();

        assertThat(upkeep.run()).isZero();
        assertThat(login.finish(underWay).status()).isEqualTo(200);
    }

    private static void isRefused(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("invalid-credentials");
    }

    /** An administrator with a password; the address. */
    private String staff() {
        String email = newEmail();
        Answer created = world.admin().post("/api/v1/users", """
                {"email": "%s", "name": "Ada", "password": "%s", "roles": ["administrator"]}""".formatted(email, TestServer.ADMIN_PASSWORD));
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return email;
    }

    private static Map<String, Object> claims(String... groups) {
        return Map.of("email", newEmail(), "groups", List.of(groups));
    }

    private static String newEmail() {
        return "person" + PEOPLE.incrementAndGet() + "@people.example";
    }

    private Answer me(Answer tokens) {
        assertThat(tokens.status()).as(tokens.toString()).isEqualTo(200);
        Api person = world.anonymous().as("Bearer " + tokens.text("/accessToken"));
        return person.get("/api/v1/me");
    }

    private List<String> permissions(Answer tokens) {
        return me(tokens)
                .json()
                .at("/permissions")
                .valueStream()
                .map(node -> node.asText())
                .toList();
    }
}

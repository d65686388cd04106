package dev.marque.app.keygen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.Tables;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import dev.marque.keygen.route.NoCounterpart;
import dev.marque.keygen.route.Route;
import dev.marque.keygen.route.Router;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every route, in six respects: it works, once for each idempotency key, it names what is wrong with its input and then writes nothing, it wants
 * credentials, it wants its permission, and it shows one vendor nothing of another. A route without a case fails
 * {@link #everyRouteHasACase()}.
 */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class KeygenContractTest {

    private static final List<String> STRANGE = List.of(
            "[]",
            "{\"data\": []}",
            "{\"data\": {\"type\": 1}}",
            "{\"meta\": []}",
            "{\"data\": [{\"type\": \"users\"}, null]}",
            "{\"data\": ".repeat(40) + "1" + "}".repeat(40));
    private static final String KEY = "Idempotency-Key";
    private static final Map<Set<String>, Api> LACKING = new java.util.HashMap<>();

    private static @Nullable KeygenScene scene;

    /** What is in the tables, as long as nothing was called that may write. */
    private static @Nullable Map<String, String> unchanged;

    @Inject
    World world;

    @Inject
    Router router;

    @Inject
    NoCounterpart missing;

    @Test
    void everyRouteHasACase() {
        Set<String> routes = router.routes().stream().map(Route::name).collect(Collectors.toCollection(TreeSet::new));
        routes.removeAll(missing.reasons().keySet());

        assertThat(KeygenCases.all().stream().map(one -> one.route))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(routes);
        assertThat(KeygenCases.all()).allMatch(one -> one.noBadInput != null || !one.bad.isEmpty(), "bad input");
    }

    /** Whatever is sent, it is the sender's mistake, and said in a document. */
    @Test
    void noBodyIsTakenForAMistakeOfOurs() {
        for (KeygenCase one : KeygenCases.all()) {
            for (String body : STRANGE) {
                if (!one.method().equals("GET") && !one.method().equals("DELETE")) {
                    Answer answer = call(one, world.admin(), body, "");

                    assertThat(answer.status())
                            .as(one.route + " " + body + " " + answer)
                            .isLessThan(500);
                    assertThat(answer.json().has("errors") || answer.json().has("data"))
                            .isTrue();
                }
            }
        }
        scene = null;
    }

    @TestFactory
    Stream<DynamicTest> everyRouteKeepsItsPromises() {
        return KeygenCases.all().stream()
                .map(one -> dynamicTest(one.route, () -> {
                    Route route = router.routes().stream()
                            .filter(found -> found.name().equals(one.route))
                            .findFirst()
                            .orElseThrow();
                    refusesBadInput(one);
                    if (!route.open() || route.signIn()) {
                        wantsCredentials(one);
                        wantsPermission(one, route);
                    }
                    showsNothingToOthers(one);
                    works(one);
                }));
    }

    private void works(KeygenCase one) {
        unchanged = null;
        String key = UUID.randomUUID().toString();
        Answer answer = call(one, world.admin(), one.json, "", KEY, key);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(one.status);
        if (one.status < 300 && !one.method().equals("GET")) {
            Answer again = call(one, world.admin(), one.json, "", KEY, key);
            assertThat(again.status()).as(again.toString()).isEqualTo(one.status);
            assertThat(again.body()).isEqualTo(answer.body());
            assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        }
        if (one.status < 300
                && one.status != 204
                && !one.route.startsWith("GET /licenses/{id}/actions/check-out")
                && !one.route.startsWith("GET /machines/{id}/actions/check-out")) {
            assertThat(answer.headers().firstValue("content-type")).contains("application/vnd.api+json");
            assertThat(answer.json().has("data")).isTrue();
        }
        assertThat(answer.headers().firstValue("keygen-signature")).isPresent();
        if (one.changes) {
            scene = null;
        }
    }

    private void refusesBadInput(KeygenCase one) {
        for (KeygenCase.Bad bad : one.bad) {
            Answer answer = writingNothing(
                    () -> call(one, world.admin(), bad.json() == null ? one.json : bad.json(), bad.query()));

            assertThat(answer.status()).as(answer.toString()).isIn(400, 422);
            List<String> places = new ArrayList<>(answer.json().findValuesAsText("pointer"));
            places.addAll(answer.json().findValuesAsText("parameter"));
            assertThat(places).as(answer.toString()).contains(bad.place());
            assertThat(answer.text("/errors/0/title")).isNotEmpty();
        }
    }

    private void wantsCredentials(KeygenCase one) {
        Answer answer = writingNothing(() -> call(one, world.anonymous(), one.json, ""));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
        assertThat(answer.text("/errors/0/code")).isEqualTo("TOKEN_MISSING");
    }

    private void wantsPermission(KeygenCase one, Route route) {
        Api caller = LACKING.computeIfAbsent(route.permissions(), this::callerWithout);

        Answer answer = writingNothing(() -> call(one, caller, one.json, ""));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
        assertThat(answer.text("/errors/0/title")).isEqualTo("Access denied");
    }

    private Api callerWithout(Set<String> permissions) {
        unchanged = null;
        List<String> scopes = new ArrayList<>();
        world.admin().get("/api/v1/me").json().at("/permissions").forEach(node -> {
            if (!permissions.contains(node.asText())) {
                scopes.add("\"" + node.asText() + "\"");
            }
        });
        Answer created = world.admin()
                .post("/api/v1/api-keys", "{\"name\": \"all but\", \"scopes\": [" + String.join(", ", scopes) + "]}");
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return world.anonymous().as("Bearer " + created.text("/key"));
    }

    private void showsNothingToOthers(KeygenCase one) {
        if (one.noOtherTenant != null) {
            return;
        }
        Answer answer = writingNothing(() -> call(one, world.otherAdmin(), one.json, ""));

        if (answer.status() == 200) {
            assertThat(answer.json().get("data")).as(answer.toString()).isEmpty();
        } else {
            assertThat(answer.status()).as(answer.toString()).isIn(404, 422);
        }
    }

    private Answer call(KeygenCase one, Api as, @Nullable String json, String query, String... headers) {
        KeygenScene ready = scene();
        return new KeygenClient(as)
                .send(one.method(), ready.fill(one.path) + query, json == null ? null : ready.fill(json), headers);
    }

    private KeygenScene scene() {
        KeygenScene known = scene;
        if (known == null) {
            unchanged = null;
            known = new KeygenScene(new KeygenClient(world.admin()));
            scene = known;
        }
        return known;
    }

    /** Makes a call that is to be refused: no table is written to. */
    private Answer writingNothing(java.util.function.Supplier<Answer> call) {
        scene();
        world.otherAdmin();
        Map<String, String> before = unchanged == null ? Tables.fingerprint() : unchanged;

        Answer answer = call.get();

        assertThat(Tables.fingerprint()).as(answer.toString()).isEqualTo(before);
        unchanged = before;
        return answer;
    }
}

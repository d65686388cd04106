package dev.marque.app.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marque.app.testing.Answer;
import dev.marque.app.testing.IdentityProvider;
import dev.marque.app.testing.LeakedLicense;
import dev.marque.app.testing.SignInThroughProvider;
import dev.marque.app.testing.World;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What the examples about keys, service accounts and providers name, made so that they can be sent. */
final class AccessExamples {

    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final String SETTINGS = "\"createsPeople\": true, \"defaultRole\": \"support\"";

    private final World world;

    AccessExamples(World world) {
        this.world = world;
    }

    /** Puts what exists in place of what an example made up. */
    void complete(String operationId, ObjectNode json) {
        switch (operationId) {
            case "createServiceAccount", "updateServiceAccount" -> json.put("name", newName());
            case "rotateApiKey" ->
                json.put("oldKeyEndsAt", world.now().plus(Duration.ofHours(1)).toString());
            case "createApiKey", "createServiceAccountKey", "updateApiKey" ->
                json.put("expiresAt", world.now().plus(Duration.ofDays(300)).toString());
            case "revokeLeakedApiKeys" -> json.put("prefix", newKey().text("/prefix"));
            case "addAccessRule" -> json.put("value", "203.0.113.%d/32".formatted(COUNTER.incrementAndGet() % 256));
            case "reportLeakedApiKey" -> json.put("key", newKey().text("/key"));
            case "startOidcSignIn" ->
                json.put("tenant", "main")
                        .put("providerId", SignInThroughProvider.with(world, "").id());
            case "finishOidcSignIn" -> finish(json);
            default -> {
                // The other examples name nothing of this kind.
            }
        }
    }

    /** The id of a new record of a collection; empty for a collection of another part. */
    String idOf(String collection) {
        return switch (collection) {
            case "api-keys" -> newKey().text("/id");
            case "service-accounts" -> newServiceAccount();
            case "license-leaks" -> LeakedLicense.suspected(world);
            case "oidc-providers" -> SignInThroughProvider.with(world, "").id();
            default -> "";
        };
    }

    private void finish(ObjectNode json) {
        SignInThroughProvider login = SignInThroughProvider.with(world, SETTINGS);
        Answer start = login.start();
        String person = "example" + COUNTER.incrementAndGet();
        login.provider().nextIs(login.issuer(), person, Map.of("email", person + "@example.com"));
        IdentityProvider.visit(start.text("/authorizationUrl")).forEach((name, value) -> {
            if (json.has(name)) {
                json.put(name, value);
            }
        });
        json.put("secret", start.text("/secret"));
        json.put("issuer", login.provider().url(login.issuer()));
    }

    private Answer newKey() {
        return created("/api/v1/api-keys", "{\"name\": \"Shop\", \"scopes\": [\"users.read\"]}");
    }

    private String newServiceAccount() {
        return created("/api/v1/service-accounts", """
                        {"name": "%s", "roles": ["support"]}""".formatted(newName())).text("/id");
    }

    private static String newName() {
        return "Robot of an example " + COUNTER.incrementAndGet();
    }

    private Answer created(String path, String json) {
        Answer created = world.admin().post(path, json);
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return created;
    }
}

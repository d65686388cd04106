package dev.marque.app.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.Colleague;
import dev.marque.app.testing.Shop;
import dev.marque.app.testing.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Those who call: the people and programs of a new vendor, another vendor, an operator, and nobody in particular. */
final class Cast {

    private static final List<String> OTHERS = List.of("support", "API key", "license key", "stranger", "nobody");

    private final World world;
    private final Map<String, Api> callers = new HashMap<>();

    Cast(World world, int number) {
        this.world = world;
        String name = "fuzz-" + number;
        Api admin = founded(name);
        callers.put("administrator", admin);
        callers.put("stranger", founded(name + "-other"));
        callers.put("operator", world.operator());
        callers.put("first vendor", world.admin());
        callers.put("nobody", world.anonymous());
        callers.put("license key", new Shop(admin).license().installation());
        callers.put("support", support(admin, number));
        String scopes = admin.get("/api/v1/me").json().at("/permissions").toString();
        Answer key = created(admin, "/api/v1/api-keys", "{\"name\": \"all\", \"scopes\": " + scopes + "}");
        callers.put("API key", world.anonymous().as("Bearer " + key.text("/key")));
    }

    Api get(String caller) {
        return callers.getOrDefault(caller, world.anonymous());
    }

    /** Mostly one who has the permission. */
    String callerFor(String permission, Chance chance) {
        if (chance.percent(25)) {
            return chance.oneOf(OTHERS);
        }
        if (permission.startsWith("tenants.") || permission.startsWith("rate-limits.")) {
            return "operator";
        }
        if (permission.startsWith("backups.")) {
            return "first vendor";
        }
        return permission.equals("licensing.use") ? "license key" : "administrator";
    }

    /** Whether those on whom most depends can still call. */
    boolean isFit() {
        return List.of("administrator", "operator").stream()
                .allMatch(caller -> get(caller).get("/api/v1/me").status() == 200);
    }

    private Api founded(String slug) {
        String email = "boss@" + slug + ".example";
        Answer founded = created(world.operator(), "/api/v1/operator/tenants", """
                {"slug": "%s", "name": "Fuzz", "administratorEmail": "%s"}""".formatted(slug, email));
        return signedIn(email, founded.text("/administratorPassword"));
    }

    private Api support(Api admin, int number) {
        String email = "support@fuzz-%d.example".formatted(number);
        created(admin, "/api/v1/users", """
                {"email": "%s", "name": "Kim", "password": "%s", "roles": ["support"]}""".formatted(email, Colleague.PASSWORD));
        return signedIn(email, Colleague.PASSWORD);
    }

    private Api signedIn(String email, String password) {
        Answer answer = world.anonymous().post("/api/v1/auth/login", """
                        {"email": "%s", "password": "%s"}""".formatted(email, password));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return world.anonymous().as("Bearer " + answer.text("/accessToken"));
    }

    private static Answer created(Api as, String path, String json) {
        Answer answer = as.post(path, json);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer;
    }
}

package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.Colleague;
import dev.marque.app.testing.Shop;
import dev.marque.app.testing.World;
import dev.marque.platform.identity.BuiltInRole;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Somebody of each role, who is signed in. Whoever a call has thrown out is replaced. */
final class RoleCallers {

    private final World world;
    private final Map<String, BuiltInRole> roles = new LinkedHashMap<>();
    private final Map<String, Supplier<Api>> hire = new HashMap<>();
    private final Map<String, Api> signedIn = new HashMap<>();
    private int hired;

    RoleCallers(World world) {
        this.world = world;
        for (BuiltInRole role : BuiltInRole.ofVendors()) {
            if (role != BuiltInRole.LICENSE_HOLDER) {
                add("user: " + role.code(), role, () -> user(role));
            }
        }
        add("user: operator", BuiltInRole.OPERATOR, world::operator);
        add("license key", BuiltInRole.LICENSE_HOLDER, () -> new Shop(world.admin())
                .license()
                .installation());
        add("service account's key", BuiltInRole.DEPLOYMENT_ENGINEER, this::serviceAccount);
    }

    private void add(String name, BuiltInRole role, Supplier<Api> caller) {
        roles.put(name, role);
        hire.put(name, caller);
    }

    /** The role of each, by name. */
    Map<String, BuiltInRole> roles() {
        return roles;
    }

    Api get(String name) {
        return signedIn.compute(name, (key, known) -> {
            boolean isStillIn = known != null && known.get("/api/v1/me").status() != 401;
            return isStillIn ? known : hire.getOrDefault(key, world::anonymous).get();
        });
    }

    private Api user(BuiltInRole role) {
        String email = "%s.%d@roles.example".formatted(role.code(), ++hired);
        return world.people()
                .hire("main", email, Colleague.PASSWORD, role.code())
                .api();
    }

    /** With a key for everything that the role of the account may do. */
    private Api serviceAccount() {
        String scopes = get("user: deployment_engineer")
                .get("/api/v1/me")
                .json()
                .at("/permissions")
                .toString();
        String account = created(world.admin(), "/api/v1/service-accounts", """
                {"name": "Installer %d", "roles": ["deployment_engineer"]}""".formatted(++hired))
                .text("/id");
        Answer key = created(
                world.admin(),
                "/api/v1/service-accounts/" + account + "/api-keys",
                "{\"name\": \"Installer\", \"scopes\": " + scopes + "}");
        return world.anonymous().as("Bearer " + key.text("/key"));
    }

    private static Answer created(Api as, String path, String json) {
        Answer answer = as.post(path, json);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer;
    }
}

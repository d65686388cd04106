package dev.marque.keygen.route;

import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Fault;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Keygen has and Marque has not. These addresses say so, and why, instead of pretending to be mistyped. */
@Singleton
public class NoCounterpart implements RouteSource {

    private static final String GROUPS = "Marque has no groups: teams and partners reach licenses in its own API";
    private static final String FILES = "Marque lists versions and keeps no files of them";
    private static final String POOLS = "Marque makes keys when licenses are made, and keeps none in stock";
    private static final String FACTORS = "a second factor is set up by its owner, in Marque's own API";
    private static final String PASSWORDS = "passwords are changed and reset in Marque's own API";
    private static final String SENT = "what was sent is kept as long as MARQUE_EVENTS_RETENTION says";
    private static final String LOGS = "the audit trail (/api/v1/audit-logs) says who did what; requests are not kept";
    private static final String ENVIRONMENTS = "environments are set up in Marque's own API (/api/v1/environments)";
    private static final String PROOFS = "machine files take the place of offline proofs";
    private static final String SEARCH = "licenses are searched in Marque's own API (/api/v1/licenses?search=)";
    private static final String CONSTRAINTS = "a license's maintenance and channel say which releases it covers";
    private static final String BEARERS = "a token is answered for by whoever makes it: users make their own";
    private static final String OWNED = "machines belong to licenses, not to users";

    private final Map<String, String> reasons = reasons();

    /** Why there is none, by method and address. */
    public Map<String, String> reasons() {
        Map<String, String> all = new LinkedHashMap<>();
        resource(all, "groups", GROUPS);
        put(
                all,
                GROUPS,
                "GET",
                "/groups/{id}/users",
                "/groups/{id}/licenses",
                "/groups/{id}/machines",
                "/groups/{id}/owners");
        put(all, GROUPS, "GET", "/licenses/{id}/group", "/machines/{id}/group", "/users/{id}/group");
        put(all, GROUPS, "PUT", "/licenses/{id}/group", "/machines/{id}/group", "/users/{id}/group");
        put(all, OWNED, "GET", "/machines/{id}/owner");
        put(all, OWNED, "PUT", "/machines/{id}/owner");
        resource(all, "keys", POOLS);
        put(all, POOLS, "GET", "/policies/{id}/pool", "/policies/{id}/pool/{key}");
        put(all, POOLS, "DELETE", "/policies/{id}/pool");
        for (String kind : List.of("artifacts", "packages")) {
            resource(all, kind, FILES);
        }
        for (String kind : List.of("engines", "platforms", "arches", "channels")) {
            put(all, FILES, "GET", "/" + kind, "/" + kind + "/{id}", "/products/{id}/" + kind);
        }
        put(all, FILES, "GET", "/products/{id}/artifacts", "/products/{id}/packages", "/releases/{id}/package");
        put(all, FILES, "GET", "/releases/{id}/artifacts/{artifact}");
        put(all, FILES, "PATCH", "/releases/{id}");
        put(all, FILES, "POST", "/releases/{id}/actions/publish", "/releases/{id}/actions/yank");
        put(all, CONSTRAINTS, "GET", "/releases/{id}/constraints", "/releases/{id}/entitlements");
        put(all, CONSTRAINTS, "POST", "/releases/{id}/constraints");
        put(all, CONSTRAINTS, "DELETE", "/releases/{id}/constraints");
        put(all, FACTORS, "GET", "/users/{id}/second-factors", "/users/{id}/second-factors/{factor}");
        put(all, FACTORS, "POST", "/users/{id}/second-factors");
        put(all, FACTORS, "PATCH", "/users/{id}/second-factors/{factor}");
        put(all, FACTORS, "DELETE", "/users/{id}/second-factors/{factor}");
        put(
                all,
                PASSWORDS,
                "POST",
                "/passwords",
                "/users/{id}/actions/update-password",
                "/users/{id}/actions/reset-password");
        put(
                all,
                BEARERS,
                "GET",
                "/users/{id}/tokens",
                "/users/{id}/products",
                "/products/{id}/tokens",
                "/products/{id}/users");
        put(all, BEARERS, "POST", "/users/{id}/tokens", "/products/{id}/tokens");
        put(all, SENT, "DELETE", "/webhook-events/{id}");
        put(all, LOGS, "GET", "/request-logs", "/request-logs/{id}", "/event-logs", "/event-logs/{id}");
        resource(all, "environments", ENVIRONMENTS);
        put(all, ENVIRONMENTS, "GET", "/environments/{id}/tokens");
        put(all, ENVIRONMENTS, "POST", "/environments/{id}/tokens");
        put(all, PROOFS, "POST", "/machines/{id}/actions/generate-offline-proof");
        put(all, SEARCH, "POST", "/search");
        return all;
    }

    private static void resource(Map<String, String> all, String kind, String reason) {
        put(all, reason, "GET", "/" + kind, "/" + kind + "/{id}");
        put(all, reason, "POST", "/" + kind);
        put(all, reason, "PATCH", "/" + kind + "/{id}");
        put(all, reason, "DELETE", "/" + kind + "/{id}");
    }

    private static void put(Map<String, String> all, String reason, String method, String... templates) {
        for (String template : templates) {
            all.put(method + " " + template, reason);
        }
    }

    @Override
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        reasons.forEach((name, reason) -> {
            String[] parts = name.split(" ", 2);
            routes.add(Route.open(parts[0], parts[1], _ -> {
                throw new Failure(404, List.of(new Fault("Not found", reason, "NOT_SUPPORTED", null)));
            }));
        });
        return routes;
    }
}

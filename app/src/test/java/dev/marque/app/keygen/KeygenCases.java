package dev.marque.app.keygen;

import java.util.ArrayList;
import java.util.List;

/** The promises of all routes. */
final class KeygenCases {

    private static final String NO_TYPE = "{\"data\": {\"attributes\": {}}}";
    private static final String TYPE = "/data/type";

    private final List<KeygenCase> all = new ArrayList<>();

    static List<KeygenCase> all() {
        KeygenCases cases = new KeygenCases();
        cases.catalogue();
        cases.licenses();
        cases.actions();
        cases.belongings();
        cases.machines();
        cases.parts();
        cases.people();
        cases.tokens();
        cases.releases();
        return cases.all;
    }

    private KeygenCase add(String route, String path) {
        KeygenCase made = KeygenCase.of(route, path);
        all.add(made);
        return made;
    }

    private void list(String template, String path) {
        KeygenCase made = add("GET " + template, path).refusesQuery("limit=0", "limit");
        if (!path.contains("$")) {
            made.concernsNobodyElse("whoever asks sees their own");
        }
    }

    private void show(String template, String path) {
        add("GET " + template, path).takesNoInput();
    }

    private void update(String template, String path, String type, String attributes) {
        for (String method : List.of("PATCH", "PUT")) {
            add(method + " " + template, path).sends(document(type, attributes)).refuses(NO_TYPE, TYPE);
        }
    }

    private void remove(String template, String path) {
        add("DELETE " + template, path).answers(204).takesNoInput().changing();
    }

    private static String document(String type, String attributes) {
        return "{\"data\": {\"type\": \"" + type + "\", \"attributes\": {" + attributes + "}}}";
    }

    private static String document(String type, String attributes, String relation, String relatedType, String id) {
        return "{\"data\": {\"type\": \"" + type + "\", \"attributes\": {" + attributes + "}, \"relationships\": {\""
                + relation + "\": " + one(relatedType, id) + "}}}";
    }

    private static String one(String type, String id) {
        return "{\"data\": {\"type\": \"" + type + "\", \"id\": \"" + id + "\"}}";
    }

    private static String many(String type, String id) {
        return "{\"data\": [{\"type\": \"" + type + "\", \"id\": \"" + id + "\"}]}";
    }

    private void catalogue() {
        list("/products", "/products");
        add("POST /products", "/products")
                .sends(document("products", "\"name\": \"Notepad\""))
                .answers(201)
                .refuses(document("products", "\"name\": 7"), "/data/attributes/name")
                .concernsNobodyElse("it names nothing that is there");
        show("/products/{id}", "/products/$product");
        update("/products/{id}", "/products/$product", "products", "\"url\": \"https://example.com\"");
        add("DELETE /products/{id}", "/products/$product").answers(422).takesNoInput();
        list("/products/{id}/policies", "/products/$product/policies");
        list("/policies", "/policies");
        add("POST /policies", "/policies")
                .sends(document("policies", "\"name\": \"Yearly\"", "product", "products", "$product"))
                .answers(201)
                .refuses(
                        document("policies", "\"expirationStrategy\": \"NEVER\"", "product", "products", "$product"),
                        "/data/attributes/expirationStrategy")
                .refuses(document("policies", "\"name\": \"Yearly\""), "/data/relationships/product");
        show("/policies/{id}", "/policies/$policy");
        update("/policies/{id}", "/policies/$policy", "policies", "\"maxMachines\": 6");
        add("DELETE /policies/{id}", "/policies/$policy").answers(422).takesNoInput();
        show("/policies/{id}/product", "/policies/$policy/product");
        list("/policies/{id}/entitlements", "/policies/$policy/entitlements");
        add("POST /policies/{id}/entitlements", "/policies/$policy/entitlements")
                .sends(many("entitlements", "$entitlement"))
                .refuses("{}", "/data")
                .changing();
        add("DELETE /policies/{id}/entitlements", "/policies/$policy/entitlements")
                .sends("{\"data\": []}")
                .answers(204)
                .refuses("{}", "/data");
        add("GET /policies/{id}/entitlements/{entitlement}", "/policies/$policy/entitlements/$entitlement")
                .answers(404)
                .takesNoInput();
        list("/entitlements", "/entitlements");
        add("POST /entitlements", "/entitlements")
                .sends(document("entitlements", "\"name\": \"Import\", \"code\": \"IMPORT_$number\""))
                .answers(201)
                .refuses(document("entitlements", "\"name\": \"Import\""), "/data/attributes/code")
                .concernsNobodyElse("it names nothing that is there")
                .changing();
        show("/entitlements/{id}", "/entitlements/$entitlement");
        update("/entitlements/{id}", "/entitlements/$entitlement", "entitlements", "\"name\": \"Exports\"");
        remove("/entitlements/{id}", "/entitlements/$entitlement");
    }

    private void licenses() {
        list("/licenses", "/licenses");
        add("POST /licenses", "/licenses")
                .sends(document("licenses", "\"name\": \"Ada\"", "policy", "policies", "$policy"))
                .answers(201)
                .refuses(
                        document("licenses", "\"expiry\": \"soon\"", "policy", "policies", "$policy"),
                        "/data/attributes/expiry")
                .refuses(document("licenses", ""), "/data/relationships/policy");
        show("/licenses/{id}", "/licenses/$license");
        update("/licenses/{id}", "/licenses/$license", "licenses", "\"name\": \"Ada Lovelace\"");
        remove("/licenses/{id}", "/licenses/$license");
        list("/policies/{policy}/licenses", "/policies/$policy/licenses");
        list("/products/{product}/licenses", "/products/$product/licenses");
        add("POST /licenses/{id}/actions/validate", "/licenses/$license/actions/validate")
                .sends("{\"meta\": {\"scope\": {\"product\": \"$product\"}}}")
                .refuses("{\"meta\": {\"scope\": {\"product\": 7}}}", "/meta/scope/product");
        show("/licenses/{id}/actions/validate", "/licenses/$license/actions/validate");
        add("POST /licenses/actions/validate-key", "/licenses/actions/validate-key")
                .sends("{\"meta\": {\"key\": \"$key\"}}")
                .refuses("{\"meta\": {}}", "/meta/key")
                .concernsNobodyElse(
                        "the key is the credential; that of another account is not found, KeygenApiTest shows");
    }

    private void actions() {
        String actions = "/licenses/{id}/actions/";
        String path = "/licenses/$license/actions/";
        for (String action : List.of("suspend", "renew", "check-in", "reset-usage")) {
            add("POST " + actions + action, path + action).takesNoInput().changing();
        }
        add("POST " + actions + "reinstate", path + "reinstate").answers(422).takesNoInput();
        remove(actions + "revoke", path + "revoke");
        for (String action : List.of("increment", "decrement")) {
            add("POST " + actions + action + "-usage", path + action + "-usage")
                    .sends("{\"meta\": {\"" + action + "\": 1}}")
                    .refuses("{\"meta\": {\"" + action + "\": 0}}", "/meta/" + action)
                    .changing();
        }
        for (String kind : List.of("license", "machine")) {
            String template = "/" + kind + "s/{id}/actions/check-out";
            String address = "/" + kind + "s/$" + kind + "/actions/check-out";
            add("POST " + template, address)
                    .sends("{\"meta\": {\"encrypt\": true}}")
                    .refuses("{\"meta\": {\"encrypt\": 1}}", "/meta/encrypt");
            add("GET " + template, address).refusesQuery("ttl=60", "ttl");
        }
    }

    private void belongings() {
        show("/licenses/{id}/policy", "/licenses/$license/policy");
        show("/licenses/{id}/product", "/licenses/$license/product");
        list("/licenses/{id}/entitlements", "/licenses/$license/entitlements");
        show("/licenses/{id}/entitlements/{entitlement}", "/licenses/$license/entitlements/$entitlement");
        add("DELETE /licenses/{id}/entitlements", "/licenses/$license/entitlements")
                .sends(many("entitlements", "$entitlement"))
                .answers(204)
                .refuses("{}", "/data")
                .changing();
        add("POST /licenses/{id}/entitlements", "/licenses/$license/entitlements")
                .sends("{\"data\": []}")
                .refuses("{\"data\": [{\"type\": \"users\", \"id\": \"$user\"}]}", "/data/0/type");
        for (String method : List.of("PUT", "PATCH")) {
            add(method + " /licenses/{id}/policy", "/licenses/$license/policy")
                    .sends(one("policies", "$policy"))
                    .refuses("{}", "/data");
            for (String owner : List.of("owner", "user")) {
                add(method + " /licenses/{id}/" + owner, "/licenses/$license/" + owner)
                        .sends(one("users", "$user"))
                        .refuses("{}", "/data");
            }
        }
        show("/licenses/{id}/owner", "/licenses/$license/owner");
        show("/licenses/{id}/user", "/licenses/$license/user");
        list("/licenses/{id}/users", "/licenses/$license/users");
        add("POST /licenses/{id}/users", "/licenses/$license/users")
                .sends(many("users", "$user"))
                .refuses("{}", "/data")
                .changing();
        add("DELETE /licenses/{id}/users", "/licenses/$license/users")
                .sends("{\"data\": []}")
                .answers(204)
                .refuses(many("users", "$product"), "/data/0");
    }

    private void machines() {
        list("/machines", "/machines");
        add("POST /machines", "/machines")
                .sends(KeygenClient.machine("$license", "\"fingerprint\": \"another-$number\""))
                .answers(201)
                .refuses(KeygenClient.machine("$license", ""), "/data/attributes/fingerprint")
                .changing();
        show("/machines/{id}", "/machines/$machine");
        update("/machines/{id}", "/machines/$machine", "machines", "\"name\": \"Build server\"");
        remove("/machines/{id}", "/machines/$machine");
        for (String action : List.of("ping", "ping-heartbeat", "reset", "reset-heartbeat")) {
            add("POST /machines/{id}/actions/" + action, "/machines/$machine/actions/" + action)
                    .takesNoInput();
        }
        show("/machines/{id}/license", "/machines/$machine/license");
        show("/machines/{id}/product", "/machines/$machine/product");
        list("/licenses/{license}/machines", "/licenses/$license/machines");
        show("/licenses/{license}/machines/{id}", "/licenses/$license/machines/$machine");
        list("/products/{product}/machines", "/products/$product/machines");
    }

    private void parts() {
        for (String kind : List.of("component", "process")) {
            String plural = kind.equals("process") ? "processes" : "components";
            String key = kind.equals("process") ? "pid" : "fingerprint";
            String attributes =
                    "\"" + key + "\": \"x-$number\"" + (kind.equals("process") ? "" : ", \"name\": \"Disk\"");
            list("/" + plural, "/" + plural);
            add("POST /" + plural, "/" + plural)
                    .sends(document(plural, attributes, "machine", "machines", "$machine"))
                    .answers(201)
                    .refuses(document(plural, "", "machine", "machines", "$machine"), "/data/attributes/" + key)
                    .changing();
            show("/" + plural + "/{id}", "/" + plural + "/$" + kind);
            update("/" + plural + "/{id}", "/" + plural + "/$" + kind, plural, "\"metadata\": {\"a\": 1}");
            remove("/" + plural + "/{id}", "/" + plural + "/$" + kind);
            list("/machines/{machine}/" + plural, "/machines/$machine/" + plural);
            show("/machines/{machine}/" + plural + "/{id}", "/machines/$machine/" + plural + "/$" + kind);
        }
        add("POST /processes/{id}/actions/ping", "/processes/$process/actions/ping")
                .takesNoInput();
    }

    private void people() {
        add("GET /me", "/me").takesNoInput().concernsNobodyElse("whoever asks sees themselves");
        add("GET /profile", "/profile").takesNoInput().concernsNobodyElse("whoever asks sees themselves");
        list("/users", "/users");
        add("POST /users", "/users")
                .sends(document("users", "\"email\": \"new$number@example.com\""))
                .answers(201)
                .refuses(document("users", "\"email\": \"nobody\""), "/data/attributes/email")
                .concernsNobodyElse("it names nothing that is there")
                .changing();
        show("/users/{id}", "/users/$user");
        update("/users/{id}", "/users/$user", "users", "\"firstName\": \"Grace B.\"");
        remove("/users/{id}", "/users/$leaver");
        add("POST /users/{id}/actions/ban", "/users/$user/actions/ban")
                .takesNoInput()
                .changing();
        add("POST /users/{id}/actions/unban", "/users/$user/actions/unban").takesNoInput();
        list("/users/{id}/licenses", "/users/$user/licenses");
    }

    private void tokens() {
        list("/tokens", "/tokens");
        add("POST /tokens", "/tokens")
                .sends(document("tokens", "\"name\": \"CI\""))
                .answers(201)
                .refuses(document("tokens", "\"expiry\": \"soon\""), "/data/attributes/expiry")
                .concernsNobodyElse("it names nothing that is there");
        add("PUT /tokens", "/tokens").answers(404).takesNoInput().concernsNobodyElse("whoever asks means their own");
        show("/tokens/{id}", "/tokens/$token");
        add("PUT /tokens/{id}", "/tokens/$token").takesNoInput().changing();
        remove("/tokens/{id}", "/tokens/$token");
        list("/licenses/{license}/tokens", "/licenses/$license/tokens");
        add("POST /licenses/{license}/tokens", "/licenses/$license/tokens")
                .sends(document("tokens", "\"name\": \"Server\""))
                .answers(201)
                .refuses(document("tokens", "\"maxActivations\": 1"), "/data/attributes/maxActivations");
        show("/licenses/{license}/tokens/{id}", "/licenses/$license/tokens/$licenseToken");
    }

    private void releases() {
        list("/releases", "/releases");
        add("POST /releases", "/releases")
                .sends(document("releases", "\"version\": \"2.0.0\"", "product", "products", "$product"))
                .answers(201)
                .refuses(
                        document("releases", "\"version\": \"new\"", "product", "products", "$product"),
                        "/data/attributes/version")
                .changing();
        show("/releases/{id}", "/releases/$release");
        remove("/releases/{id}", "/releases/$release");
        add("GET /releases/{id}/upgrade", "/releases/$release/upgrade").refusesQuery("constraint=x", "constraint");
        show("/releases/{id}/product", "/releases/$release/product");
        list("/releases/{id}/artifacts", "/releases/$release/artifacts");
        add("GET /releases/{id}/artifacts/{artifact}", "/releases/$release/artifacts/app.zip")
                .answers(404)
                .takesNoInput();
        list("/products/{product}/releases", "/products/$product/releases");
    }
}

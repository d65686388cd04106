package dev.marque.app.keygen;

import java.util.List;

/** Licenses, what is done to them and what belongs to them. */
final class LicenseCases extends CaseList {

    LicenseCases() {
        licenses();
        actions();
        belongings();
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
}

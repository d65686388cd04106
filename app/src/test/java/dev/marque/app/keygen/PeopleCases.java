package dev.marque.app.keygen;

/** Users and tokens. */
final class PeopleCases extends CaseList {

    PeopleCases() {
        people();
        tokens();
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
}

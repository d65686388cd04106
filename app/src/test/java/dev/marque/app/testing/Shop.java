package dev.marque.app.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;

/** Makes what a vendor has, through the API, ready for a test: every call makes something new. */
public final class Shop {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final Api admin;

    public Shop(Api admin) {
        this.admin = admin;
    }

    /** A product code that no other call got. */
    public static String newCode() {
        return "P%06d".formatted(COUNTER.incrementAndGet());
    }

    public String product() {
        return create("/api/v1/products", """
                        {"code": "%s", "name": "Notepad"}""".formatted(newCode())).text("/id");
    }

    public String policy() {
        return policy(product(), """
                        "term": "P1Y", "maxActivations": 3, "features": ["export"], "rules": {
                            "authentication": {"strategy": "MIXED"}, "transfer": {"byHolder": true}, "meters": {
                            "api-calls": {"kind": "PER_PERIOD", "limit": 10000, "period": "P1M"},
                            "users": {"kind": "TOTAL", "limit": 25},
                            "cores": {"kind": "HIGH_WATER", "limit": 32}}}""");
    }

    /** A policy with these further fields. */
    public String policy(String productId, String fields) {
        return create("/api/v1/policies", """
                        {"productId": "%s", "name": "Yearly", %s}""".formatted(productId, fields)).text("/id");
    }

    public License license() {
        return license(policy());
    }

    /** Of one seat, which may be borrowed. */
    public String floatingPolicy() {
        return policy(product(), """
                "requiresActivation": false,
                "rules": {"floating": {"seats": 1, "longestBorrowing": "P14D",
                                       "groups": [{"name": "design", "max": 1}]}}""");
    }

    public License floatingLicense() {
        return license(floatingPolicy());
    }

    /** For two people, who may come by themselves. */
    public String namedUserPolicy() {
        return policy(product(), """
                "requiresActivation": false,
                "rules": {"users": {"seats": 2, "coolingOff": "P1D", "selfService": true}}""");
    }

    public License namedUserLicense() {
        return license(namedUserPolicy());
    }

    /** Of two weeks, for one machine. */
    public String trialPolicy() {
        return policy(product(), """
                "term": "P14D", "maxActivations": 1, "rules": {"trial": {"extensions": 1}}""");
    }

    public License license(String policyId) {
        Answer issued = create("/api/v1/licenses", """
                        {"policyId": "%s", "name": "Ada Lovelace"}""".formatted(policyId));
        return new License(issued.text("/id"), issued.text("/number"), issued.text("/key"), admin);
    }

    private Answer create(String path, String json) {
        Answer created = admin.post(path, json);
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return created;
    }

    /** An issued license, and what an installation does with it. */
    public record License(String id, String number, String key, Api admin) {

        /** The installation: it authenticates by the license key. */
        public Api installation() {
            return admin.as("License " + key);
        }

        /** Activates a machine; the answer says whether it may. */
        public Answer activate(String machine) {
            return installation().post("/api/v1/licensing/activate", """
                            {"fingerprint": {"value": "%s"}}""".formatted(machine));
        }

        public Answer validate(String machine) {
            return installation().post("/api/v1/licensing/validate", """
                            {"fingerprint": {"value": "%s"}, "nonce": "n-1"}""".formatted(machine));
        }

        /** Takes a seat, if the license is floating. */
        public Answer acquire(String machine) {
            return installation().post("/api/v1/licensing/leases/acquire", """
                            {"fingerprint": {"value": "%s"}}""".formatted(machine));
        }

        /** Invites, or assigns, a person by name. */
        public Answer name(String action, String email) {
            return admin.post("/api/v1/licenses/" + id + "/users/" + action, """
                            {"email": "%s"}""".formatted(email));
        }

        public Answer act(String action) {
            return admin.send("POST", "/api/v1/licenses/" + id + "/" + action, null);
        }
    }
}

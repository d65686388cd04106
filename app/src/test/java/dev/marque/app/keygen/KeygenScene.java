package dev.marque.app.keygen;

import dev.marque.app.testing.Answer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** One of everything that Keygen's clients know, made through the API; templates of addresses are filled in with it. */
final class KeygenScene {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final Map<String, String> ids = new HashMap<>();

    KeygenScene(KeygenClient admin) {
        int number = COUNTER.incrementAndGet();
        String product = admin.product();
        String policy = admin.policy(product, """
                "strict": true, "floating": true, "maxMachines": 5, "duration": 86400, "maxUses": 5, "maxUsers": 3,
                "maxProcesses": 3, "requireCheckIn": true, "checkInInterval": "day", "checkInIntervalCount": 1,
                "authenticationStrategy": "MIXED\"""");
        String entitlement = admin.make("/entitlements", """
                {"data": {"type": "entitlements", "attributes": {"name": "Export", "code": "EXPORT_%d"}}}""".formatted(number));
        Answer license = admin.license(policy, "\"name\": \"Ada\"");
        String id = license.text("/data/id");
        String machine = admin.make("/machines", KeygenClient.machine(id, "\"fingerprint\": \"fp-" + number + "\""));
        ids.put("product", product);
        ids.put("policy", policy);
        ids.put("entitlement", entitlement);
        ids.put("license", id);
        ids.put("key", license.text("/data/attributes/key"));
        ids.put("machine", machine);
        ids.put("number", String.valueOf(number));
        ids.put("user", admin.make("/users", """
                {"data": {"type": "users", "attributes": {"email": "grace%d@example.com", "firstName": "Grace"}}}""".formatted(number)));
        ids.put("leaver", admin.make("/users", """
                {"data": {"type": "users", "attributes": {"email": "leaver%d@example.com"}}}""".formatted(number)));
        ids.put("component", admin.make("/components", """
                {"data": {"type": "components", "attributes": {"fingerprint": "cpu-%d", "name": "CPU"},
                  "relationships": {"machine": {"data": {"type": "machines", "id": "%s"}}}}}""".formatted(number, machine)));
        ids.put("process", admin.make("/processes", """
                {"data": {"type": "processes", "attributes": {"pid": "1"},
                  "relationships": {"machine": {"data": {"type": "machines", "id": "%s"}}}}}""".formatted(machine)));
        ids.put("release", admin.make("/releases", """
                {"data": {"type": "releases", "attributes": {"version": "1.0.0"},
                  "relationships": {"product": {"data": {"type": "products", "id": "%s"}}}}}""".formatted(product)));
        ids.put("upgrade", admin.make("/releases", """
                {"data": {"type": "releases", "attributes": {"version": "1.1.0"},
                  "relationships": {"product": {"data": {"type": "products", "id": "%s"}}}}}""".formatted(product)));
        ids.put("token", admin.make("/tokens", """
                {"data": {"type": "tokens", "attributes": {"name": "CI"}}}"""));
        ids.put("licenseToken", admin.make("/licenses/" + id + "/tokens", """
                {"data": {"type": "tokens", "attributes": {"name": "Server"}}}"""));
        // Told of what nothing here does: it gets no messages that would change the tables later on.
        ids.put("endpoint", admin.make("/webhook-endpoints", """
                {"data": {"type": "webhook-endpoints",
                  "attributes": {"url": "https://hooks.example.com/scene", "subscriptions": ["release.deleted"]}}}"""));
        attach(admin, "/licenses/" + id + "/entitlements", "entitlements", entitlement);
        admin.send("PUT", "/licenses/" + id + "/owner", """
                {"data": {"type": "users", "id": "%s"}}""".formatted(ids.get("user")));
    }

    private static void attach(KeygenClient admin, String path, String type, String id) {
        Answer attached = admin.post(path, """
                {"data": [{"type": "%s", "id": "%s"}]}""".formatted(type, id));
        if (attached.status() != 200) {
            throw new AssertionError(attached.toString());
        }
    }

    String id(String kind) {
        String id = ids.get(kind);
        if (id == null) {
            throw new AssertionError("the scene has no " + kind);
        }
        return id;
    }

    /** The text with {@code $kind} replaced by ids. */
    String fill(String text) {
        String filled = text;
        // Longer names first: $licenseToken begins like $license.
        for (String kind :
                ids.keySet().stream().sorted((a, b) -> b.length() - a.length()).toList()) {
            filled = filled.replace("$" + kind, ids.get(kind));
        }
        return filled;
    }

    /** The text with what belongs to this scene alone replaced by its name. */
    String named(String text) {
        String named = text;
        for (Map.Entry<String, String> entry : ids.entrySet()) {
            if (!entry.getKey().equals("number")) {
                named = named.replace(entry.getValue(), "$" + entry.getKey());
            }
        }
        return named.replaceAll("(fp-|cpu-|EXPORT_|export_|grace|leaver)" + id("number") + "\\b", "$1\\$number");
    }
}

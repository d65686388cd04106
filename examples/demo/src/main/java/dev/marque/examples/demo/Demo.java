package dev.marque.examples.demo;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Fills an empty server. Told by the environment where and as whom: {@code MARQUE_URL}, {@code MARQUE_ADMIN_EMAIL},
 * {@code MARQUE_ADMIN_PASSWORD}.
 */
public final class Demo {

    private static final String SUPPORT = "support@example.com";
    private static final int PASSWORD_BYTES = 10;

    private Demo() {}

    public static void main(String... arguments) throws InterruptedException {
        Map<String, String> environment = System.getenv();
        try {
            Api api = Api.signIn(
                    URI.create(environment.getOrDefault("MARQUE_URL", "http://localhost:8080")),
                    environment.getOrDefault("MARQUE_ADMIN_EMAIL", "admin@localhost"),
                    environment.getOrDefault("MARQUE_ADMIN_PASSWORD", ""));
            if (api.list("/api/v1/products?limit=1").isEmpty()) {
                fill(api);
            } else {
                System.out.println("  Demo data: there are products already, so nothing was added.");
            }
        } catch (IOException e) {
            System.err.println("  Demo data: not complete. " + (e.getMessage() == null ? e : e.getMessage()));
            System.exit(1);
        }
    }

    private static void fill(Api api) throws IOException, InterruptedException {
        System.out.println("  Demo data:");
        List<String> policies = new Catalogue(api).write();
        System.out.println("    3 products, " + policies.size() + " policies");
        int activations = new Sales(api, Instant.now()).write(policies);
        System.out.println("    " + activations + " machines activated");
        Map<String, ?> key = api.post(
                "/api/v1/api-keys", Map.of("name", "Web shop", "scopes", List.of("licenses.read", "licenses.write")));
        String password = password();
        api.post(
                "/api/v1/users",
                Map.of("email", SUPPORT, "name", "Sam Support", "password", password, "roles", List.of("support")));
        System.out.println("    API key of the web shop (shown once)   " + Api.text(key, "key"));
        System.out.println("    " + SUPPORT + ", password (shown once)   " + password);
        System.out.println("  Demo data is complete.");
    }

    private static String password() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}

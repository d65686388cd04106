package dev.marque.app.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marque.app.openapi.Document.Described;
import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.Colleague;
import dev.marque.app.testing.Shop;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The examples of requests as calls that succeed: what they name by id, code or token is replaced by what exists. */
public final class LiveExamples {

    /** Nobody listens there: what these tests change is told to nobody. */
    private static final String WEBHOOK_URL = "http://127.0.0.1:1/hook";

    private static final AtomicInteger COUNTER = new AtomicInteger();

    /** An example, ready to be sent. */
    public record LiveCall(
            String operationId, String method, String path, ObjectNode json, boolean bodyOptional, Api as) {

        public Answer send(byte[] body, String mediaType) {
            return as.send(method, path, body, mediaType);
        }

        public Answer send() {
            return send(json.toString().getBytes(StandardCharsets.UTF_8), "application/json");
        }
    }

    private final World world;
    private final Document document;

    public LiveExamples(World world) {
        this.world = world;
        this.document = Document.of(world);
    }

    /** One for every operation that takes a body. Each call of this makes records of its own. */
    public Stream<LiveCall> all() {
        return document.operations().stream().filter(Described::hasBody).map(this::live);
    }

    private LiveCall live(Described operation) {
        Api admin = world.admin();
        Shop shop = new Shop(admin);
        boolean aboutLeases = operation.path().contains("/leases");
        boolean aboutUsers = operation.path().matches("/api/v1/licens(ing|es/\\{id})/users/.*");
        String policy = policy(shop, aboutLeases, aboutUsers, operation.path().contains("/trial"));
        Shop.License license = shop.license(policy);
        String product = admin.get("/api/v1/policies/" + policy).text("/productId");
        ObjectNode json = operation.requestExample().deepCopy();
        Map.of("productId", product, "policyId", policy).forEach((field, id) -> replace(json, field, id));
        replace(json, "product", admin.get("/api/v1/products/" + product).text("/code"));
        replace(json, "code", Shop.newCode());
        replace(json, "batch", Shop.newCode());
        if (json.path("license") instanceof ObjectNode one) {
            replace(one, "policyId", policy);
        }
        replace(json, "url", WEBHOOK_URL);
        if (operation.id().equals("mergeLicense")) {
            replace(json, "licenseId", shop.license(policy).id());
        }
        boolean forInstallations = operation.path().startsWith("/api/v1/licensing/");
        if (aboutUsers) {
            replace(json, "token", license.name("invite", "ada@globex.example").text("/token"));
        } else if (forInstallations) {
            activate(license, json);
        } else {
            signIn(operation.id(), json);
        }
        String lease = aboutLeases && !operation.id().equals("acquireLease")
                ? license.acquire("machine-1").text("/lease/id")
                : "";
        replace(json, "leaseId", lease);
        replace(json, "until", world.now().plus(Duration.ofDays(1)).toString());
        adapt(operation, json);
        new OfflineExamples(world).fill(operation.id(), json, license);
        Colleague colleague = new PeopleExamples(world).fill(operation.id(), json);
        AccessExamples access = new AccessExamples(world);
        access.complete(operation.id(), json);
        String collection = operation.path().split("/")[3];
        String id =
                switch (collection) {
                    case "products" -> product;
                    case "policies" -> policy;
                    case "licenses" -> license.id();
                    case "webhooks" -> operation.path().contains("{id}") ? webhook(admin) : "";
                    case "users" -> colleague.id();
                    default -> access.idOf(collection);
                };
        if (id.isEmpty() && operation.path().contains("{id}")) {
            id = subject(operation);
        }
        return new LiveCall(
                operation.id(),
                operation.method().toUpperCase(Locale.ROOT),
                operation
                        .path()
                        .replace("{id}", id)
                        .replace("{leaseId}", lease)
                        .replace("{code}", "export")
                        .replace("{batch}", Shop.newCode())
                        .replace("{version}", "2.1.0")
                        .replace("{meter}", "api-calls")
                        .replace("{name}", "session.second-factor-grace"),
                json,
                !operation.node().at("/requestBody/required").asBoolean(),
                forInstallations
                        ? license.installation()
                        : PeopleExamples.caller(operation.path(), colleague, caller(operation)));
    }

    private static String policy(Shop shop, boolean aboutLeases, boolean aboutUsers, boolean aboutTrials) {
        if (aboutUsers) {
            return shop.namedUserPolicy();
        }
        if (aboutTrials) {
            return shop.trialPolicy();
        }
        return aboutLeases ? shop.floatingPolicy() : shop.policy();
    }

    private static String webhook(Api admin) {
        return admin.post("/api/v1/webhooks", """
                        {"url": "%s", "eventTypes": ["license.revoked"]}""".formatted(WEBHOOK_URL)).text("/webhook/id");
    }

    private Api caller(Described operation) {
        if (operation.path().startsWith("/api/v1/operator/")) {
            return world.operator();
        }
        return operation.node().has("security") ? world.admin() : world.anonymous();
    }

    /** What has to be new, or to exist, in requests about roles, groups and tenants. */
    private void adapt(Described operation, ObjectNode json) {
        int number = COUNTER.incrementAndGet();
        if (operation.id().equals("createRole")) {
            replace(json, "code", "role_%d".formatted(number));
        }
        if (operation.id().equals("createEnvironment")) {
            replace(json, "code", "live-%d".formatted(number));
        }
        if (operation.path().matches("/api/v1/(teams|partners).*")) {
            replace(json, "name", "Live %d".formatted(number));
        }
        replace(json, "slug", "live-%d".formatted(number));
        String name = "{\"name\": \"Of example %d\"}".formatted(number);
        fill(json, "teamId", () -> created("/api/v1/teams", name));
        fill(json, "partnerId", () -> created("/api/v1/partners", name));
        fill(json, "ownerUserId", () -> world.admin().get("/api/v1/me").text("/id"));
        fill(json, "customerUserId", () -> world.admin().get("/api/v1/me").text("/id"));
    }

    /** The id of something that the operation can be about. */
    private String subject(Described operation) {
        int number = COUNTER.incrementAndGet();
        return switch (operation.path().split("/")[3]) {
            case "roles" -> created("/api/v1/roles", """
                        {"code": "live_%d", "name": "Live", "permissions": [], "reach": "OWN"}""".formatted(number));
            case "environments" -> created("/api/v1/environments", """
                        {"code": "live-%d", "name": "Live", "kind": "SHARED"}""".formatted(number));
            case "teams", "partners" ->
                created(operation.path().replaceAll("/\\{id}.*", ""), "{\"name\": \"Subject %d\"}".formatted(number));
            case "signing-keys" -> unusedSigningKey();
            case "users" -> world.admin().get("/api/v1/me").text("/id");
            case "operator" ->
                world.operator()
                        .post("/api/v1/operator/tenants", """
                        {"slug": "subject-%d", "name": "S", "administratorEmail": "s%d@s.example"}""".formatted(number, number))
                        .text("/tenant/id");
            default -> "";
        };
    }

    /** Replaced before it signed anything: revoking it signs nobody out. */
    private String unusedSigningKey() {
        String keys = "/api/v1/signing-keys/";
        String active = "";
        for (JsonNode key : world.admin().get("/api/v1/signing-keys").json().at("/items")) {
            active = key.at("/state").asText().equals("ACTIVE") ? key.at("/id").asText() : active;
        }
        String unused =
                world.admin().send("POST", keys + active + "/rotate", null).text("/id");
        assertThat(world.admin().send("POST", keys + unused + "/rotate", null).status())
                .isEqualTo(200);
        return unused;
    }

    private String created(String path, String json) {
        Answer answer = world.admin().post(path, json);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.text("/id");
    }

    private void activate(Shop.License license, ObjectNode json) {
        JsonNode example = document.operations().stream()
                .filter(operation -> operation.id().equals("activate"))
                .findFirst()
                .orElseThrow()
                .requestExample();
        Answer activated = license.installation().post("/api/v1/licensing/activate", example.toString());
        assertThat(activated.json().at("/activated").asBoolean())
                .as(activated.toString())
                .isTrue();
        replace(json, "activationId", activated.text("/activationId"));
        replace(json, "token", activated.text("/token"));
    }

    private void signIn(String operationId, ObjectNode json) {
        if (json.has("email")) {
            boolean signsIn = operationId.equals("signIn");
            replace(
                    json,
                    "email",
                    signsIn ? TestServer.ADMIN_EMAIL : "sam.%d@example.com".formatted(COUNTER.incrementAndGet()));
            replace(json, "password", TestServer.ADMIN_PASSWORD);
        }
        if (json.has("refreshToken")) {
            Answer signedIn = world.anonymous()
                    .post("/api/v1/auth/login", """
                    {"email": "%s", "password": "%s"}""".formatted(TestServer.ADMIN_EMAIL, TestServer.ADMIN_PASSWORD));
            replace(json, "refreshToken", signedIn.text("/refreshToken"));
        }
    }

    private static void replace(ObjectNode json, String field, String value) {
        fill(json, field, () -> value);
    }

    /** Makes the value only for an example that has the field. */
    private static void fill(ObjectNode json, String field, Supplier<String> value) {
        if (json.has(field)) {
            json.put(field, value.get());
        }
    }
}

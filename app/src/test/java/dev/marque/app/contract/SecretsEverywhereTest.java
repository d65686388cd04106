package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.app.testing.Answer;
import dev.marque.app.testing.LogCopy;
import dev.marque.app.testing.Tables;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.Traffic;
import dev.marque.app.testing.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every operation is called, well and badly; every secret that was sent or shown meanwhile is collected by the name of
 * its field and then looked for where none belongs: in the log at its most talkative, in every row of the database, in
 * refusals, in the meters and in the exports.
 */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class SecretsEverywhereTest {

    private static final Pattern SECRET_FIELD =
            Pattern.compile("(?i).*password|.*secret|.*token|key|recoveryCodes|challenge|state");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Shorter ones, such as the six digits of a second factor, would be found by chance. */
    private static final int SHORTEST = 16;

    private static final String[] KINDS = {
        "accessToken",
        "challenge",
        "clientSecret",
        "database password",
        "key",
        "master key",
        "newPassword",
        "password",
        "recoveryCodes",
        "refreshToken",
        "secret",
        "token"
    };
    private static final String[] PLACES = {
        "audit export",
        "log",
        "meters",
        "refusals",
        "table audit_logs",
        "table idempotency_keys",
        "table outbox",
        "table users",
        "table webhook_deliveries",
        "tenant export"
    };
    private static final String PROBE = "a line for debugging";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    World world;

    private final Map<String, String> secrets = new HashMap<>();
    private final Map<String, Set<String>> found = new TreeMap<>();
    private final Map<String, Integer> searched = new TreeMap<>();

    @Test
    void noSecretIsWhereItDoesNotBelong() throws Exception {
        List<Traffic.Exchange> traffic;
        try (LogCopy log = new LogCopy()) {
            traffic = callEverything();
            traffic.forEach(this::collect);
            collectWhatOperatorsKnow();
            System.getLogger("dev.marque.app.contract").log(System.Logger.Level.DEBUG, PROBE);
            assertThat(log.lines()).as("what is logged for debugging is copied").anyMatch(line -> line.contains(PROBE));
            SecretSearch search = new SecretSearch(secrets);

            log.lines().forEach(line -> look(search, "log", line));
            Tables.forEachRow((table, row) -> look(search, "table " + table, row));
            lookIntoRefusals(search, traffic);
            lookIntoWhatIsHandedOut(search);
        }

        System.out.println("Secrets by field: " + counts());
        System.out.println("Searched: " + searched);
        assertThat(counts()).containsKeys(KINDS);
        assertThat(searched).containsKeys(PLACES);
        assertThat(found).isEmpty();
    }

    @Test
    void theSearchFindsEveryForm() {
        SecretSearch search = new SecretSearch(Map.of("s3cret/with+all sorts", "it"));

        assertThat(List.of(
                        "x s3cret/with+all sorts y",
                        "7333637265742f776974682b616c6c20736f727473",
                        "s3cret%2Fwith%2Ball%20sorts",
                        "czNjcmV0L3dpdGgrYWxsIHNvcnRz",
                        Base64.getEncoder()
                                .encodeToString("user:s3cret/with+all sorts".getBytes(StandardCharsets.UTF_8))))
                .allSatisfy(text -> assertThat(search.in(text)).containsExactly("it"));
        assertThat(search.in("s3cret/with+all sort")).isEmpty();
    }

    private List<Traffic.Exchange> callEverything() {
        var recording = Traffic.record();
        try {
            for (Contract contract : AllContracts.of(world)) {
                Call good = contract.call.get();
                makeWithKey(contract, good);
                good.by(world.anonymous()).make();
                good.by(world.otherAdmin()).make();
                for (Bad bad : contract.bad) {
                    String json = bad.json() == null ? good.json() : bad.json();
                    new Call(good.method(), good.path() + bad.query(), json, good.as()).make();
                }
            }
        } finally {
            Traffic.stop();
        }
        return List.copyOf(recording);
    }

    /** With a key that lets it be sent again, wherever it can have one: then its answer is kept. */
    private static void makeWithKey(Contract contract, Call call) {
        if (contract.openBecause != null) {
            call.make();
            return;
        }
        byte @Nullable [] body = call.json() == null ? null : call.json().getBytes(StandardCharsets.UTF_8);
        String key = UUID.randomUUID().toString();
        call.as().send(call.method(), call.path(), body, "application/json", "Idempotency-Key", key);
    }

    private void collect(Traffic.Exchange exchange) {
        String path = ID.matcher(exchange.path().replaceFirst("\\?.*", "")).replaceAll("…");
        if (exchange.authorization() != null) {
            keep("Authorization", exchange.authorization().replaceFirst("^[A-Za-z]+ ", ""));
        }
        // What a check-point's token says is public: it is kept by whoever wants to prove something.
        if (path.endsWith("/audit-logs/checkpoints")) {
            return;
        }
        if (exchange.body() != null) {
            walk(exchange.body(), path);
        }
        if (exchange.answer().status() < 300) {
            walk(exchange.answer().body(), path);
        }
    }

    private void walk(byte[] json, String path) {
        try {
            walk(JSON.readTree(json), "", path);
        } catch (IOException noJson) {
            // Exports and files are looked into elsewhere.
        }
    }

    private void walk(JsonNode node, String field, String path) {
        if (node.isObject()) {
            node.properties().forEach(entry -> walk(entry.getValue(), entry.getKey(), path));
        } else if (node.isArray()) {
            node.forEach(element -> walk(element, field, path));
        } else if (node.isTextual() && SECRET_FIELD.matcher(field).matches()) {
            keep(field + " of " + path, node.asText());
        }
    }

    private void keep(String kind, String secret) {
        if (secret.length() >= SHORTEST) {
            secrets.putIfAbsent(secret, kind);
        }
    }

    private void collectWhatOperatorsKnow() {
        keep("master key", TestServer.MASTER_KEY);
        keep("master key", new String(Base64.getDecoder().decode(TestServer.MASTER_KEY), StandardCharsets.US_ASCII));
        keep("database password", TestServer.database().ownerPassword());
        keep("database password", TestServer.database().appPassword());
    }

    private void look(SecretSearch search, String place, String text) {
        searched.merge(place, 1, Integer::sum);
        search.in(text).forEach(kind -> found.computeIfAbsent(place, _ -> new TreeSet<>())
                .add(kind));
    }

    private void lookIntoRefusals(SecretSearch search, List<Traffic.Exchange> traffic) {
        traffic.stream()
                .map(Traffic.Exchange::answer)
                .filter(answer -> answer.status() >= 400)
                .forEach(answer -> look(search, "refusals", text(answer.body())));
    }

    private void lookIntoWhatIsHandedOut(SecretSearch search) throws IOException {
        take("/metrics", answer -> look(search, "meters", text(answer.body())));
        take("/api/v1/audit-logs/export.ndjson", answer -> look(search, "audit export", text(answer.body())));
        take("/api/v1/audit-logs/export.csv", answer -> look(search, "audit export", text(answer.body())));
        take("/api/v1/export", answer -> unzip(answer.body()).forEach(file -> look(search, "tenant export", file)));
    }

    private void take(String path, Consumer<Answer> use) {
        Answer answer = world.admin().get(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        use.accept(answer);
    }

    private static List<String> unzip(byte[] archive) {
        List<String> files = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (@Nullable ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.add(text(zip.readAllBytes()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        secrets.values().forEach(kind -> counts.merge(kind.replaceFirst(" of .*", ""), 1, Integer::sum));
        return counts;
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}

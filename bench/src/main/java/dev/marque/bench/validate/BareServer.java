package dev.marque.bench.validate;

import dev.marque.bench.served.Server;
import dev.marque.keys.answer.AnswerSignature;
import dev.marque.keys.sign.KeyPairs;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.keys.sign.SigningKey;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The least that a validation takes: the same JSON is read, a map is looked into, and an answer of the same size is signed
 * once. No limits, no log, no rules, no database.
 */
public final class BareServer extends AbstractVerticle {

    private static final SigningKey KEY = KeyPairs.generate(SignatureAlgorithm.ED25519, new SecureRandom());
    private static final Map<String, JsonObject> LICENSES = new ConcurrentHashMap<>();
    private static final InstantSource CLOCK = InstantSource.system();

    private final int port;

    private BareServer(int port) {
        this.port = port;
    }

    /** Serves until it is killed. Arguments: the port, and the keys that it knows. */
    public static void main(String[] arguments) {
        start(Integer.parseInt(arguments[0]), Arrays.asList(arguments).subList(1, arguments.length));
        System.out.println("ready");
    }

    /** Starts it in a process of its own, with these options of the JVM. */
    public static Server launch(Path folder, List<String> jvm, List<String> keys) throws IOException {
        int port = Server.freePort();
        List<String> arguments = new ArrayList<>(jvm);
        arguments.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), BareServer.class.getName(), Integer.toString(port)));
        arguments.addAll(keys);
        Server server = Server.start("bare", port, folder, Map.of(), arguments);
        server.awaitListening();
        return server;
    }

    static Vertx start(int port, Iterable<String> keys) {
        keys.forEach(key -> LICENSES.put(
                "License " + key,
                new JsonObject()
                        .put("id", "01936d00-0000-7000-8000-000000000000")
                        .put("number", "ENT-202611-271828")
                        .put("status", "ACTIVE")
                        .put("expiresAt", "2027-11-22T12:00:00Z")
                        .put("graceEndsAt", "2027-11-29T12:00:00Z")
                        .put("features", new JsonArray().add("export"))
                        .put("limits", new JsonObject())
                        .put("entitlements", new JsonObject().put("export", new JsonObject().put("value", true)))));
        Vertx vertx = Vertx.vertx();
        vertx.deployVerticle(
                        () -> new BareServer(port),
                        new DeploymentOptions()
                                .setInstances(2 * Runtime.getRuntime().availableProcessors()))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return vertx;
    }

    @Override
    public void start(Promise<Void> started) {
        vertx.createHttpServer()
                .requestHandler(request -> request.bodyHandler(body -> answer(request, body)))
                .listen(port)
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private static void answer(HttpServerRequest request, Buffer body) {
        JsonObject asked = new JsonObject(body);
        String machine = asked.getJsonObject("fingerprint").getString("value");
        JsonObject license = LICENSES.get(request.getHeader("Authorization"));
        if (license == null) {
            request.response().setStatusCode(401).end();
            return;
        }
        Instant now = CLOCK.instant();
        byte[] answer = new JsonObject()
                .put("valid", true)
                .put("code", "VALID")
                .put("detail", "The license is valid.")
                .put("nonce", asked.getString("nonce"))
                .put("validatedAt", now.toString())
                .put("activationId", machine)
                .put("limits", new JsonArray())
                .put("seats", new JsonObject().put("used", 1).put("most", 3).put("remaining", 2))
                .put("nextCheckAt", now.plusSeconds(900).toString())
                .put("license", license)
                .toBuffer()
                .getBytes();
        AnswerSignature.Headers signed = AnswerSignature.sign(
                KEY,
                new AnswerSignature.Request("POST", request.uri(), Objects.requireNonNull(request.getHeader("Host"))),
                now,
                answer);
        request.response()
                .putHeader("Content-Type", "application/json;charset=UTF-8")
                .putHeader("Date", signed.date())
                .putHeader("Digest", signed.digest())
                .putHeader("Marque-Signature", signed.signature())
                .end(Buffer.buffer(answer));
    }
}

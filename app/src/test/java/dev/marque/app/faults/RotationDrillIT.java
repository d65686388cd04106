package dev.marque.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.Shop;
import dev.marque.app.user.MarqueLaunch;
import dev.marque.app.user.RunningMarque;
import dev.marque.testkit.TestDatabase;
import dev.marque.testkit.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes under load, in the middle of a change of the master key (one seals under the old one, the other under the
 * new one, both open both), while signing keys are replaced, one is revoked, and everything is sealed anew.
 */
class RotationDrillIT {

    private static final String OPERATOR_EMAIL = "ops@operators.example";
    private static final String MANY = "1000000";
    private static final String KEYS = "/api/v1/signing-keys";
    private static final String RESEAL = "/api/v1/operator/jobs/platform.master-key-resealing/run";
    private static final int ROTATIONS = 8;
    private static final Duration BETWEEN = Duration.ofMillis(700);

    /** Within which every process knows of a revoked key. */
    private static final Duration FOLLOWED = Duration.ofSeconds(6);

    @TempDir
    static Path folder;

    private static TestDatabase database = TestPostgres.shared().fresh("rotation");
    private static List<RunningMarque> processes = List.of();

    @BeforeAll
    static void start() throws Exception {
        String oldKey = masterKey(1);
        String newKey = masterKey(2);
        MarqueLaunch first = MarqueLaunch.packaged(folder.resolve("one"))
                .with("DATABASE_URL", database.ownerUrl())
                .with("MARQUE_DATABASE_APP_URL", database.appUrl())
                .with("MARQUE_LIMITS_ADDRESS", MANY)
                .with("MARQUE_LIMITS_SIGN_IN", MANY)
                .with("MARQUE_LIMITS_USER", MANY)
                .with("MARQUE_OPERATOR_EMAIL", OPERATOR_EMAIL)
                .with("MARQUE_OPERATOR_PASSWORD", MarqueLaunch.ADMIN_PASSWORD)
                .with("MARQUE_ROLES", "api,licensing")
                .with("MARQUE_MASTER_KEY", oldKey)
                .with("MARQUE_MASTER_KEY_PREVIOUS", newKey);
        RunningMarque one = first.ready();
        processes = List.of(one);
        RunningMarque two = first.on(folder.resolve("two"), MarqueLaunch.freePort())
                .with("MARQUE_ROLES", "api,licensing,worker")
                .with("MARQUE_MASTER_KEY", newKey)
                .with("MARQUE_MASTER_KEY_PREVIOUS", oldKey)
                .start();
        processes = List.of(one, two);
        two.awaitReady();
    }

    private static String masterKey(int filling) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) filling);
        return Base64.getEncoder().encodeToString(key);
    }

    @AfterAll
    static void stop() throws Exception {
        for (RunningMarque process : processes) {
            process.close();
        }
        database.close();
    }

    @Test
    void nothingGenuineIsRefusedWhileKeysRotateAndTheMasterKeyChanges() throws Exception {
        String here = processes.getFirst().url();
        String there = processes.getLast().url();
        Shop.License license = Server.license(Server.signIn(here), 2);
        assertThat(license.activate("machine").code()).isEqualTo("VALID");
        AtomicBoolean working = new AtomicBoolean(true);
        AtomicBoolean revoking = new AtomicBoolean();
        int checked = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> clients = new ArrayList<>();
            for (String url : List.of(here, there, here, there)) {
                RotationClient client = new RotationClient(url, url.equals(here) ? there : here, license.key());
                clients.add(threads.submit(() -> client.run(working, revoking)));
            }
            try {
                rotateAndReseal(Server.signIn(here), there);
                revoking.set(true);
                Api admin = Server.signIn(there);
                revoke(admin);
                LockSupport.parkNanos(FOLLOWED.toNanos());
                revoking.set(false);
                rotateAndReseal(Server.signIn(here), there);
            } finally {
                working.set(false);
            }
            for (Future<Integer> client : clients) {
                checked += client.get();
            }
        }
        assertThat(checked).isGreaterThan(100);
        assertEverythingIsUnderTheNewKey(there);
        System.out.println("RotationDrillIT: " + checked + " answers and access tokens checked, none genuine refused");
    }

    private static void rotateAndReseal(Api admin, String there) {
        Api operator = operator(there);
        for (int rotation = 0; rotation < ROTATIONS; rotation++) {
            Answer rotated = admin.send("POST", KEYS + "/" + active(admin) + "/rotate", null);
            assertThat(rotated.status()).as(rotated.toString()).isEqualTo(200);
            operator.send("POST", RESEAL, null);
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    private static void revoke(Api admin) {
        Answer revoked = admin.post(KEYS + "/" + active(admin) + "/revoke", "{\"reason\": \"a drill\"}");
        assertThat(revoked.status()).as(revoked.toString()).isEqualTo(200);
    }

    private static String active(Api admin) {
        for (JsonNode key : admin.get(KEYS).json().at("/items")) {
            if (key.at("/state").asText().equals("ACTIVE")
                    && key.at("/algorithm").asText().equals("ED25519")) {
                return key.at("/id").asText();
            }
        }
        throw new AssertionError("no key is active");
    }

    private static Api operator(String url) {
        Answer answer = new Api(url, null)
                .post("/api/v1/auth/login", """
                        {"email": "%s", "password": "%s"}""".formatted(OPERATOR_EMAIL, MarqueLaunch.ADMIN_PASSWORD));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return new Api(url, "Bearer " + answer.text("/accessToken"));
    }

    /** Once nobody seals under the old one any more. */
    private static void assertEverythingIsUnderTheNewKey(String there) throws InterruptedException {
        processes.getFirst().stop();
        Api operator = operator(there);
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!operator.get("/api/v1/operator/master-key")
                .json()
                .at("/previousMayBeRemoved")
                .asBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            operator.send("POST", RESEAL, null);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }
}

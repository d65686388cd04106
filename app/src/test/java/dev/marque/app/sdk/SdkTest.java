package dev.marque.app.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.Shop;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.sdk.Basis;
import dev.marque.sdk.LicenseStatus.Codes;
import dev.marque.sdk.Marque;
import dev.marque.sdk.MarqueBuilder;
import dev.marque.testkit.MovableClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Programs that are protected by the SDK, and the real server. What moves is the clock of the programs; the server's is
 * for all tests.
 */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class SdkTest {

    private static final String NOBODY = "http://127.0.0.1:1";

    @Inject
    World world;

    private Path folder = Path.of("target");
    private MovableClock clock = MovableClock.at(Instant.EPOCH);
    private Shop shop = new Shop(new Api("", null));
    private String keys = "";

    @BeforeEach
    void begin() throws IOException {
        folder = Files.createTempDirectory(Path.of("target"), "sdk");
        clock = MovableClock.at(world.now());
        shop = new Shop(world.admin());
        keys = new String(world.anonymous().get("/.well-known/jwks.json").body(), StandardCharsets.UTF_8);
    }

    private MarqueBuilder program(Shop.License license, String machine) {
        return Marque.builder()
                .server(world.anonymous().baseUrl())
                .licenseKey(license.key())
                .product(license.number().split("-", -1)[0])
                .version("2.1.0")
                .publicKeys(keys)
                .salt("vendor.example")
                .folder(folder.resolve(machine))
                .fingerprint(Fingerprint.of(machine, Map.of("board", machine, "disk", machine + "-disk")))
                .machineName("the machine of " + machine)
                .clock(clock)
                .withoutBackground();
    }

    @Test
    void aProgramActivatesRunsOfflineAndStopsWhenItIsRevoked() throws Exception {
        Shop.License license = shop.license();
        try (Marque marque = program(license, "one").build()) {
            assertThat(marque.status().code()).as(marque.status().message()).isEqualTo("VALID");
            marque.requireFeature("export");
            assertThat(marque.limit("cores")).contains(32L);
        }
        assertThat(world.admin()
                        .get("/api/v1/licenses/" + license.id() + "/activations")
                        .text("/items/0/name"))
                .isEqualTo("the machine of one");

        MarqueBuilder alone = program(license, "one").server(NOBODY);
        clock.advance(Duration.ofDays(29));
        try (Marque marque = alone.build()) {
            assertThat(marque.status().code()).isEqualTo("VALID");
            assertThat(marque.status().basis()).isEqualTo(Basis.LAST_ANSWER);
            clock.advance(Duration.ofDays(2));
            assertThat(marque.status().code()).isEqualTo(Codes.OFFLINE_GRACE);
            clock.advance(Duration.ofDays(7));
            assertThat(marque.status().code()).isEqualTo(Codes.OFFLINE_EXPIRED);
        }
        try (Marque marque = program(license, "one").build()) {
            assertThat(marque.isValid()).as("back online").isTrue();
            license.act("revoke");
            assertThat(marque.checkNow().code()).isEqualTo("REVOKED");
        }
        try (Marque marque = program(license, "one").server(NOBODY).build()) {
            assertThat(marque.status().code()).isEqualTo("REVOKED");
        }
    }

    @Test
    void anotherMachineNeedsASeatOfItsOwn() {
        Shop.License license = shop.license(shop.policy(shop.product(), "\"term\": \"P1Y\", \"maxActivations\": 1"));
        try (Marque one = program(license, "one").build();
                Marque two = program(license, "two").build()) {
            assertThat(one.isValid()).isTrue();
            assertThat(two.status().code()).isEqualTo("TOO_MANY_ACTIVATIONS");
        }
    }

    @Test
    void thePolicySaysHowLongAProgramMayBeOffline() {
        Shop.License license = shop.license(shop.policy(shop.product(), """
                "term": "P1Y", "maxActivations": 1, "rules": {"offline": {"longest": "P3D", "grace": "P1D"}}"""));
        program(license, "one").build().close();
        clock.advance(Duration.ofDays(3));
        try (Marque marque = program(license, "one").server(NOBODY).build()) {
            assertThat(marque.status().code()).isEqualTo(Codes.OFFLINE_GRACE);
            clock.advance(Duration.ofDays(1));
            assertThat(marque.status().code()).isEqualTo(Codes.OFFLINE_EXPIRED);
        }
    }

    @Test
    void metersCountWhatWasUsedOnce() throws Exception {
        Shop.License license = shop.license();
        try (Marque marque = program(license, "one").build()) {
            assertThat(marque.consume("api-calls", 4).remaining()).isEqualTo(9996L);
            assertThat(marque.consume("users", 26).granted()).isFalse();
            for (int i = 0; i < 10; i++) {
                marque.count("api-calls", 2);
            }
            marque.report("cores", 8);
            marque.used("export");
            marque.checkNow();
            marque.checkNow();
            marque.checkLimit("api-calls", 10_000);
        }
        Answer meters = world.admin().get("/api/v1/licenses/" + license.id() + "/meters");
        assertThat(meters.json().findValuesAsText("used"))
                .as(meters.toString())
                .containsExactlyInAnyOrder("24", "8", "0");
    }

    @Test
    void aSeatOfAFloatingLicenseIsTakenBorrowedAndGivenBack() throws Exception {
        Shop.License license = shop.floatingLicense();
        try (Marque one = program(license, "one").build();
                Marque two = program(license, "two").build()) {
            assertThat(one.status().code()).as(one.status().message()).isEqualTo("VALID");
            assertThat(two.status().code()).isEqualTo("NO_SEAT_FREE");

            assertThat(one.borrowSeat(world.now().plus(Duration.ofDays(3))).code())
                    .isEqualTo("BORROWED");
            one.close();
            clock.advance(Duration.ofDays(2));
            try (Marque away = program(license, "one").server(NOBODY).build()) {
                assertThat(away.isValid()).isTrue();
            }
            try (Marque back = program(license, "one").build()) {
                assertThat(back.returnSeat().code()).isEqualTo("RETURNED");
            }
            assertThat(two.checkNow().code()).isEqualTo("VALID");
        }
        assertThat(world.admin()
                        .get("/api/v1/licenses/" + license.id() + "/leases")
                        .json()
                        .at("/items"))
                .as("given back at the end")
                .isEmpty();
    }

    @Test
    void aMachineWithoutNetworkIsActivatedByFilesAndSignsOff() {
        Shop.License license = shop.license();
        MarqueBuilder apart = Marque.builder()
                .licenseKey(license.key())
                .product(license.number().split("-", -1)[0])
                .publicKeys(keys)
                .folder(folder)
                .fingerprint(Fingerprint.of("far away"))
                .clock(clock);
        try (Marque marque = apart.build()) {
            assertThat(marque.isValid()).isFalse();
            Answer carried = license.installation()
                    .post("/api/v1/licensing/offline-activations", body("request", marque.activationRequest()));
            assertThat(marque.installFile(carried.text("/response")).code()).isEqualTo("VALID");
            marque.requireFeature("export");

            Answer freed = world.admin().post("/api/v1/offline/deactivations", body("proof", marque.signOff()));
            assertThat(freed.status()).as(freed.toString()).isEqualTo(200);
            assertThat(marque.isValid()).isFalse();
        }
    }

    private static String body(String name, String text) {
        return JsonNodeFactory.instance.objectNode().put(name, text).toString();
    }
}

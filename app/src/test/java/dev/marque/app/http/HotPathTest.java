package dev.marque.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.Shop;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever is answered from memory is answered as by the resource, header for header and byte for byte. */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class HotPathTest {

    private static final String PATH = "/api/v1/licensing/validate";
    /** Asks for nothing more, and is not plain. */
    private static final String NOT_PLAIN = ", \"scopes\": {}}";

    @Inject
    World world;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"nonce\": \"n\"}",
                "{\"fingerprint\": {\"value\": \"machine-1\"}, \"nonce\": \"n-1\"}",
                "{\"fingerprint\": {\"value\": \"machine-2\"}}",
                "{\"fingerprint\": {\"value\": \"machine-1\"}, \"features\": [\"export\"], \"version\": \"1.0\"}",
                "{\"fingerprint\": {\"value\": \"machine-1\"}, \"features\": [\"fly\"]}",
                "{\"fingerprint\": {\"value\": \"machine-1\"}, \"product\": \"OTHER\", \"user\": \"ada@globex.example\"}"
            })
    void memoryAnswersAsTheDatabaseDoes(String body) {
        Shop.License license = new Shop(world.admin()).license();
        license.activate("machine-1");

        same(license, body);
    }

    @Test
    void soItDoesWhenTheLicenseHasEnded() {
        Shop shop = new Shop(world.admin());
        Shop.License license = shop.license(
                shop.policy(shop.product(), "\"term\": \"P1D\", \"grace\": \"P1D\", \"requiresActivation\": false"));
        same(license, "{\"nonce\": \"n\"}");

        world.clock().advance(Duration.ofHours(25));
        assertThat(same(license, "{\"nonce\": \"n\"}").code()).isEqualTo("IN_GRACE");
        world.clock().advance(Duration.ofHours(25));
        assertThat(same(license, "{\"nonce\": \"n\"}").code()).isEqualTo("EXPIRED");
    }

    @Test
    void whatWasChangedAMomentAgoIsSaid() {
        Shop.License license = new Shop(world.admin()).license();
        license.activate("machine-1");
        for (int i = 0; i < 10; i++) {
            assertThat(license.validate("machine-1").code()).isEqualTo("VALID");
            license.act("suspend");
            assertThat(license.validate("machine-1").code()).isEqualTo("SUSPENDED");
            license.act("reinstate");
        }
        assertThat(license.validate("machine-2").code()).isEqualTo("FINGERPRINT_MISMATCH");
        license.activate("machine-2");
        assertThat(license.validate("machine-2").code()).isEqualTo("VALID");
        license.act("revoke");
        assertThat(license.validate("machine-2").code()).isEqualTo("REVOKED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "\uFEFF{}", "{}{}", "{\"nonce\": \"\\ud800\"}"})
    void whatIsNoRequestTheResourceRefuses(String body) {
        Shop.License license = new Shop(world.admin()).license();
        license.validate("machine-1");

        Answer answer = license.installation().post(PATH, body);

        assertThat(answer.status()).isBetween(400, 422);
        assertThat(answer.code()).isIn("bad-json", "invalid-input");
    }

    @Test
    void whoeverIsNobodyIsRefusedAsEver() {
        Shop.License license = new Shop(world.admin()).license();
        license.validate("machine-1");
        Api nobody = world.anonymous();

        assertThat(nobody.post(PATH, "{}").code()).isEqualTo("not-authenticated");
        assertThat(nobody.as("License " + license.key() + "x").post(PATH, "{}").code())
                .isEqualTo("invalid-credentials");
        assertThat(nobody.as("Bearer x").post(PATH, "{}").code()).isEqualTo("invalid-credentials");
        assertThat(license.installation().post(PATH, "{\"nonce\": 5}").code()).isEqualTo("invalid-input");
        assertThat(license.installation().post(PATH + "?x=1", "{}").status()).isEqualTo(200);
        license.act("archive");
        assertThat(license.validate("machine-1").code()).isEqualTo("invalid-credentials");
    }

    @Test
    void whatIsInMemoryIsAnsweredFromThere() {
        Shop.License license = new Shop(world.admin()).license(plainPolicy());
        double before = answered("memory");

        // What wrote the license may be heard of once more after it was read.
        for (int i = 0; i < 20; i++) {
            license.validate("m");
        }

        assertThat(answered("memory")).isGreaterThan(before + 10);
    }

    /** Left alone, it would be refused while too many wait for the database. */
    @Test
    void aSigningKeyThatHasGrownOldIsReadAgainForMemory() {
        Shop.License license = new Shop(world.admin()).license(plainPolicy());
        // What wrote the license may be heard of once more after it was read.
        for (int i = 0; i < 20; i++) {
            license.validate("m");
        }
        double before = answered("left-alone");

        for (int i = 0; i < 10; i++) {
            world.clock().advance(Duration.ofSeconds(6));
            license.validate("m");
        }

        assertThat(answered("left-alone")).isEqualTo(before);
    }

    private String plainPolicy() {
        Shop shop = new Shop(world.admin());
        return shop.policy(shop.product(), "\"term\": \"P1Y\", \"requiresActivation\": false");
    }

    private double answered(String way) {
        Matcher line = Pattern.compile("(?m)^marque_hot_validations_total\\{.*way=\"" + way + "\".*} (\\S+)$")
                .matcher(new String(world.anonymous().get("/metrics").body(), StandardCharsets.UTF_8));
        assertThat(line.find()).isTrue();
        return Double.parseDouble(line.group(1));
    }

    private static Answer same(Shop.License license, String body) {
        Answer fromDatabase = license.installation().post(PATH, body.substring(0, body.length() - 1) + NOT_PLAIN);
        // The first may read the license, the second does not.
        license.installation().post(PATH, body);
        Answer fromMemory = license.installation().post(PATH, body);
        assertThat(fromMemory.toString()).isEqualTo(fromDatabase.toString());
        assertThat(headers(fromMemory)).isEqualTo(headers(fromDatabase));
        return fromMemory;
    }

    /** All but what differs from call to call. The clock stands, so date and signature are the same as well. */
    private static Map<String, List<String>> headers(Answer answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        assertThat(headers.remove("x-request-id")).hasSize(1);
        assertThat(headers.remove("ratelimit")).hasSize(1);
        return headers;
    }
}

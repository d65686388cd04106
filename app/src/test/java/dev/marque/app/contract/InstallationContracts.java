package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.Shop;
import dev.marque.app.testing.World;
import java.util.List;
import java.util.function.Consumer;

/**
 * The operations for installations. Their caller is a license; another tenant's license that names this one's
 * activation or machine is refused as if it did not exist.
 */
final class InstallationContracts {

    private static final String MACHINE = "{\"fingerprint\": {\"value\": \"machine-1\"}, \"nonce\": \"n-1\"}";

    private final World world;

    InstallationContracts(World world) {
        this.world = world;
    }

    List<Contract> all() {
        return List.of(activate(), validate(), refresh(), deactivate(), heartbeat(), checkOut());
    }

    private Shop.License activated() {
        Shop.License license = new Shop(world.admin()).license();
        license.activate("machine-1");
        return license;
    }

    private static Call call(Shop.License license, String action, String json) {
        return Call.post("/api/v1/licensing/" + action, json, license.installation());
    }

    private Contract activate() {
        return Contract.of("activate", () -> call(new Shop(world.admin()).license(), "activate", MACHINE))
                .succeeds(200, answer -> {
                    isSigned(answer);
                    assertThat(answer.json().at("/activated").asBoolean()).isTrue();
                    assertThat(answer.text("/token").split("\\.")).hasSize(3);
                })
                .refuses(
                        Bad.body("{}", "/fingerprint"),
                        Bad.body("{\"fingerprint\": {\"value\": \"\"}}", "/fingerprint/value"),
                        Bad.body("{\"fingerprint\": \"machine-1\"}", "/fingerprint"),
                        Bad.body(
                                "{\"fingerprint\": {\"value\": \"m\", \"components\": {\"mac\": 5}}}",
                                "/fingerprint/components/mac"),
                        Bad.body("{\"fingerprint\": {\"value\": \"m\"}, \"purpose\": \"HOME\"}", "/purpose"))
                .toOtherTenant(answersForItself("/activated", true));
    }

    private Contract validate() {
        return Contract.of("validate", () -> call(activated(), "validate", MACHINE))
                .succeeds(200, answer -> {
                    isSigned(answer);
                    assertThat(answer.json().at("/valid").asBoolean()).isTrue();
                    assertThat(answer.code()).isEqualTo("VALID");
                    assertThat(answer.text("/nonce")).isEqualTo("n-1");
                })
                .refuses(
                        Bad.body("{\"features\": \"export\"}", "/features"),
                        Bad.body("{\"version\": \"latest\"}", "/version"),
                        Bad.body("{\"nonce\": 5}", "/nonce"))
                .toOtherTenant(answersForItself("/valid", false));
    }

    private Contract refresh() {
        return Contract.of("refresh", () -> {
                    Shop.License license = new Shop(world.admin()).license();
                    String token = license.activate("machine-1").text("/token");
                    return call(license, "refresh", "{\"token\": \"" + token + "\"}");
                })
                .succeeds(200, answer -> {
                    isSigned(answer);
                    assertThat(answer.json().at("/refreshed").asBoolean()).isTrue();
                })
                .refuses(Bad.body("{}", "/token"), Bad.body("{\"token\": {}}", "/token"))
                .toOtherTenant(answersForItself("/refreshed", false));
    }

    private Contract deactivate() {
        return Contract.of("deactivate", () -> call(activated(), "deactivate", MACHINE))
                .succeeds(200, answer -> {
                    isSigned(answer);
                    assertThat(answer.json().at("/deactivated").asBoolean()).isTrue();
                })
                .refuses(
                        Bad.body("{\"activationId\": \"x\"}", "/activationId"),
                        Bad.body("{}", "/activationId"),
                        Bad.body("{\"fingerprint\": []}", "/fingerprint"))
                .toOtherTenant(answersForItself("/deactivated", false));
    }

    private Contract heartbeat() {
        return Contract.of("heartbeat", () -> call(activated(), "heartbeat", MACHINE))
                .succeeds(200, answer -> {
                    isSigned(answer);
                    assertThat(answer.json().at("/accepted").asBoolean()).isTrue();
                    assertThat(answer.json().at("/nextHeartbeatSeconds").asInt())
                            .isEqualTo(900);
                })
                .refuses(Bad.body("{}", "/activationId"), Bad.body("{\"activationId\": 7}", "/activationId"))
                .toOtherTenant(answersForItself("/accepted", false));
    }

    private Contract checkOut() {
        return Contract.of(
                        "checkOut",
                        () -> call(
                                activated(),
                                "check-out",
                                "{\"ttl\": \"P7D\", \"fingerprint\": {\"value\": \"machine-1\"}}"))
                .succeeds(200, answer -> {
                    isSigned(answer);
                    assertThat(answer.text("/certificate")).startsWith("-----BEGIN MACHINE FILE-----");
                })
                .refuses(Bad.body("{\"ttl\": \"soon\"}", "/ttl"), Bad.body("{\"encrypt\": 1}", "/encrypt"))
                .hasNoOtherTenantBecause("it names no record but the caller");
    }

    /** The other vendor's license makes the same call: it is answered for its own license, never for this one. */
    private Consumer<Call> answersForItself(String pointer, boolean expected) {
        return call -> {
            Api theirs = new Shop(world.otherAdmin()).license().installation();
            Answer answer = call.by(theirs).make();
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.json().at(pointer).asBoolean())
                    .as(answer.toString())
                    .isEqualTo(expected);
        };
    }

    private static void isSigned(Answer answer) {
        assertThat(answer.headers().firstValue("Marque-Signature")).isPresent();
        assertThat(answer.headers().firstValue("Digest")).isPresent();
        assertThat(answer.headers().firstValue("Date")).isPresent();
    }
}

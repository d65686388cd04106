package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Shop;
import dev.marque.app.testing.World;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.offline.ActivationRequest;
import dev.marque.keys.offline.DeactivationProof;
import dev.marque.keys.offline.PhoneCodes;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** The operations for machines without a network. */
final class OfflineContracts {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Fingerprint MACHINE = Fingerprint.of("machine-1");

    private final World world;

    OfflineContracts(World world) {
        this.world = world;
    }

    List<Contract> all() {
        return List.of(activate(), activateByKey(), deactivate(), phone(), revocations());
    }

    private Shop.License license() {
        return new Shop(world.admin()).license();
    }

    private String requestOf(Shop.License license) {
        ActivationRequest request = ActivationRequest.of(MACHINE, null, "2.1.0", null, world.now(), RANDOM);
        return body("request", request.write(license.key()), ", \"qr\": true");
    }

    private static String body(String field, String text, String more) {
        return "{\"%s\": \"%s\"%s}".formatted(field, text.replace("\n", "\\n"), more);
    }

    private Contract activate() {
        return Contract.of(
                        "activateOffline",
                        () -> Call.post("/api/v1/offline/activations", requestOf(license()), world.admin()))
                .succeeds(200, OfflineContracts::isSeated)
                .refuses(
                        Bad.body("{}", "/request"),
                        Bad.body("{\"request\": \"-----BEGIN ACTIVATION REQUEST-----\"}", "/request"),
                        Bad.body("{\"request\": \"x\", \"algorithm\": \"md5\"}", "/algorithm"),
                        Bad.body("{\"request\": \"x\", \"ttl\": \"PT1S\"}", "/ttl"))
                .toOtherTenant(refusesAt("/request"));
    }

    private Contract activateByKey() {
        return Contract.of("activateOfflineByKey", () -> {
                    Shop.License license = license();
                    return Call.post(
                            "/api/v1/licensing/offline-activations", requestOf(license), license.installation());
                })
                .succeeds(200, answer -> {
                    isSeated(answer);
                    assertThat(answer.headers().firstValue("Marque-Signature")).isPresent();
                })
                .refuses(Bad.body("{}", "/request"), Bad.body("{\"request\": \"MARQUE:1/1:\"}", "/request"))
                .toOtherTenant(call -> isRefusedAt(
                        call.by(new Shop(world.otherAdmin()).license().installation())
                                .make(),
                        "/request"));
    }

    private Contract deactivate() {
        return Contract.of("deactivateOffline", () -> {
                    Shop.License license = license();
                    UUID activation =
                            UUID.fromString(license.activate("machine-1").text("/activationId"));
                    String proof = DeactivationProof.of(activation, "machine-1", world.now(), RANDOM)
                            .write(license.key());
                    return Call.post("/api/v1/offline/deactivations", body("proof", proof, ""), world.admin());
                })
                .succeeds(
                        200, answer -> assertThat(answer.text("/deactivatedAt")).isNotEmpty())
                .refuses(Bad.body("{}", "/proof"), Bad.body("{\"proof\": \"x\"}", "/proof"))
                .toOtherTenant(refusesAt("/proof"));
    }

    private Contract phone() {
        return Contract.of("activateByPhone", () -> {
                    Shop shop = new Shop(world.admin());
                    Shop.License license = shop.license(
                            shop.policy(shop.product(), "\"rules\": {\"offline\": {\"phoneCodes\": true}}"));
                    String code = PhoneCodes.request(license.key(), MACHINE);
                    return Call.post("/api/v1/offline/phone-codes", body("code", code, ""), world.admin());
                })
                .succeeds(200, answer -> assertThat(answer.text("/response")).matches("([0-9A-Z]{5}-){3}[0-9A-Z]{5}"))
                .refuses(Bad.body("{\"code\": 5}", "/code"), Bad.body("{\"code\": \"7ZK3M\"}", "/code"))
                .toOtherTenant(refusesAt("/code"));
    }

    private Contract revocations() {
        return Contract.of("getRevocationList", () -> Call.get("/api/v1/revocations", world.anonymous()))
                .succeeds(200, answer -> {
                    assertThat(answer.text("/list")).startsWith("-----BEGIN REVOCATION LIST-----");
                    assertThat(answer.headers().firstValue("Cache-Control")).contains("public, max-age=60");
                })
                .refuses(Bad.query("algorithm=md5", "algorithm"))
                .isOpenBecause("it names licenses by hashes only")
                .hasNoOtherTenantBecause("the list is public");
    }

    private static void isSeated(Answer answer) {
        assertThat(answer.json().at("/activated").asBoolean())
                .as(answer.toString())
                .isTrue();
        assertThat(answer.text("/response")).startsWith("-----BEGIN MACHINE FILE-----");
        assertThat(answer.text("/qr/0/svg")).startsWith("<svg");
    }

    private static Consumer<Call> refusesAt(String pointer) {
        return call -> isRefusedAt(call.make(), pointer);
    }

    private static void isRefusedAt(Answer answer, String pointer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo(pointer);
    }
}

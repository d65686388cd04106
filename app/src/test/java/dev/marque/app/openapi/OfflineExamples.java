package dev.marque.app.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marque.app.testing.Shop;
import dev.marque.app.testing.World;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.offline.ActivationRequest;
import dev.marque.keys.offline.DeactivationProof;
import dev.marque.keys.offline.PhoneCodes;
import java.security.SecureRandom;
import java.util.UUID;

/** What machines without a network write, for a license that exists. */
final class OfflineExamples {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Fingerprint MACHINE = Fingerprint.of("machine-1");

    private final World world;

    OfflineExamples(World world) {
        this.world = world;
    }

    void fill(String operationId, ObjectNode json, Shop.License license) {
        switch (operationId) {
            case "activateOffline", "activateOfflineByKey" ->
                json.put(
                        "request",
                        ActivationRequest.of(MACHINE, null, null, null, world.now(), RANDOM)
                                .write(license.key()));
            case "deactivateOffline" -> json.put("proof", proof(license));
            case "activateByPhone" ->
                json.put("code", PhoneCodes.request(takingCodes().key(), MACHINE));
            default -> {
                // The example names nothing that such a machine writes.
            }
        }
    }

    private String proof(Shop.License license) {
        UUID activation = UUID.fromString(license.activate(MACHINE.value()).text("/activationId"));
        return DeactivationProof.of(activation, MACHINE.value(), world.now(), RANDOM)
                .write(license.key());
    }

    private Shop.License takingCodes() {
        Shop shop = new Shop(world.admin());
        return shop.license(shop.policy(shop.product(), "\"rules\": {\"offline\": {\"phoneCodes\": true}}"));
    }
}

package dev.marque.platform.signing;

import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.platform.tenant.TenantId;

/**
 * The place of an active key.
 *
 * @param algorithm as stored: one RSA pair serves both RSA algorithms
 */
record KeySlot(TenantId tenant, SignatureAlgorithm algorithm) {

    static KeySlot of(TenantId tenant, SignatureAlgorithm algorithm) {
        return new KeySlot(
                tenant, algorithm == SignatureAlgorithm.RSA_PSS_SHA256 ? SignatureAlgorithm.RSA_SHA256 : algorithm);
    }
}

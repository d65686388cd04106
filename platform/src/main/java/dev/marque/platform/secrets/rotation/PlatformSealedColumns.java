package dev.marque.platform.secrets.rotation;

import jakarta.inject.Singleton;
import java.util.List;

/** What the platform keeps sealed. */
@Singleton
public class PlatformSealedColumns implements SealedColumns {

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(
                new SealedColumn("signing_keys", "private_key_encrypted", "signing-key"),
                new SealedColumn("second_factors", "secret_sealed", "second-factor"),
                new SealedColumn("oidc_providers", "client_secret_sealed", "oidc-client-secret"),
                new SealedColumn("oidc_sign_ins", "verifier_sealed", "oidc-code-verifier"),
                new SealedColumn("idempotency_keys", "body_sealed", "idempotent-answer"),
                new SealedColumn("webhooks", "secret_sealed", "webhook-secret"),
                new SealedColumn("webhooks", "previous_secret_sealed", "webhook-secret"));
    }
}

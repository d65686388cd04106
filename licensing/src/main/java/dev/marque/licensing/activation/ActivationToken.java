package dev.marque.licensing.activation;

import java.time.Instant;

/** The proof that a machine holds a seat: it verifies offline against the vendor's published keys until it expires. */
public record ActivationToken(String token, Instant expiresAt) {

    /** Without the token. */
    @Override
    public String toString() {
        return "ActivationToken[" + expiresAt + "]";
    }
}

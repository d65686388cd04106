package dev.marque.licensing.file;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.sign.SignatureAlgorithm;
import org.jspecify.annotations.Nullable;

/** The names of signature algorithms in requests for files. */
public final class FileAlgorithms {

    private FileAlgorithms() {}

    /** @throws ProblemException INVALID_INPUT for a name that is not known */
    public static SignatureAlgorithm of(@Nullable String name) {
        if (name == null) {
            return SignatureAlgorithm.ED25519;
        }
        return SignatureAlgorithm.ofFileName(name)
                .filter(algorithm -> algorithm != SignatureAlgorithm.ECDSA_P256_SHA256)
                .orElseThrow(() -> ProblemException.invalid(
                        FieldError.inBody("/algorithm", "must be ed25519, rsa-pss-sha256 or rsa-sha256")));
    }
}

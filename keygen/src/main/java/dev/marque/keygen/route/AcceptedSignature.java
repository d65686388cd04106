package dev.marque.keygen.route;

import dev.marque.keygen.wire.Failure;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.platform.tenant.TenantId;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a caller wants its answer signed: {@code keyid="…", algorithm="rsa-pss-sha256"}; Ed25519 unless it says so. */
final class AcceptedSignature {

    private static final String HEADER = "Keygen-Accept-Signature";
    private static final Pattern FORM =
            Pattern.compile("(?i)(?:keyid=\"([^\"]+)\")?\\s*,?\\s*algorithm=\"([^\"]+)\"\\s*;?\\s*");

    private AcceptedSignature() {}

    /** @throws Failure 400 for a header that is malformed, or asks for what is not there */
    static SignatureAlgorithm of(ContainerRequestContext request, @Nullable TenantId account) {
        String header = request.getHeaderString(HEADER);
        if (header == null || header.isBlank()) {
            return SignatureAlgorithm.ED25519;
        }
        Matcher form = FORM.matcher(header.strip());
        if (!form.matches()) {
            throw refused("malformed");
        }
        SignatureAlgorithm algorithm = SignatureAlgorithm.ofFileName(
                        form.group(2).toLowerCase(Locale.ROOT))
                .orElseThrow(() -> refused("unsupported algorithm"));
        String keyId = form.group(1);
        if (keyId != null && account != null && !keyId.equals(account.toString())) {
            throw refused("keyid not found");
        }
        return algorithm;
    }

    private static Failure refused(String why) {
        return Failure.badHeader(HEADER, "invalid accept-signature header (" + why + ")", null);
    }
}

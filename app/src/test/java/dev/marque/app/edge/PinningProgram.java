package dev.marque.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import dev.marque.edge.file.VendorKeys;
import dev.marque.keys.answer.AnswerSignature;
import dev.marque.keys.file.LicenseFileResult;
import dev.marque.keys.file.LicenseFileVerifier;
import dev.marque.keys.sign.Jwk;
import dev.marque.keys.sign.VerificationKey;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A program that knows nothing but its vendor's keys and its license key, and has to be shown who gives it seats. */
final class PinningProgram {

    private static final String ACQUIRE = "/api/v1/licensing/leases/acquire";

    private final List<VerificationKey> vendor;
    private final String licenseKey;

    PinningProgram(Path vendorKeys, String licenseKey) throws IOException {
        this.vendor = VendorKeys.read(Files.readString(vendorKeys));
        this.licenseKey = licenseKey;
    }

    /** From the vendor's key to the server's file, from that to the server's key, and from that to an answer. */
    void believes(String url) {
        Api server = new Api(url, "License " + licenseKey);
        Answer shown = server.get("/api/v1/licensing/edge");
        String jwks = new String(server.get("/.well-known/jwks.json").body(), StandardCharsets.UTF_8);
        VerificationKey own = VendorKeys.read(jwks).getFirst();
        String fingerprint = Jwk.thumbprint(own.publicKey());

        LicenseFileResult file =
                new LicenseFileVerifier(vendor).verify(shown.text("/file"), licenseKey + fingerprint, Instant.now());
        assertThat(file).as(shown.toString()).isInstanceOf(LicenseFileResult.Valid.class);
        assertThat(
                        file instanceof LicenseFileResult.Valid valid
                                ? valid.payload().get("data")
                                : null)
                .isInstanceOfSatisfying(Map.class, data -> assertThat(data.get("attributes"))
                        .isEqualTo(Map.of("fingerprint", fingerprint)));

        Answer seat = server.post(ACQUIRE, "{\"fingerprint\": {\"value\": \"another\"}, \"nonce\": \"n-1\"}");
        assertThat(seat.text("/nonce")).isEqualTo("n-1");
        assertThat(check(url, seat, kid -> kid.equals(own.kid()) ? Optional.of(own) : Optional.empty()))
                .isInstanceOf(AnswerSignature.Genuine.class);
        assertThat(check(url, seat, kid -> Optional.of(vendor.getFirst())))
                .as("by the vendor's key, which did not sign it")
                .isInstanceOf(AnswerSignature.Forged.class);
    }

    private static AnswerSignature.Result check(
            String url, Answer answer, Function<String, Optional<VerificationKey>> keys) {
        return AnswerSignature.verify(
                keys,
                new AnswerSignature.Request("POST", ACQUIRE, URI.create(url).getAuthority()),
                new AnswerSignature.Headers(
                        header(answer, "Date"), header(answer, "Digest"), header(answer, "Marque-Signature")),
                answer.body(),
                Instant.now(),
                Duration.ofMinutes(5));
    }

    private static String header(Answer answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}

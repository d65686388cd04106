package dev.marque.licensing.offline.http;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.marque.licensing.file.FileAlgorithms;
import dev.marque.licensing.file.FileOrder;
import dev.marque.licensing.rows.Lifetimes;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What people bring. */
public final class OfflineRequests {

    private static final int MAX_TEXT = 80_000;
    private static final int MAX_CODE = 200;

    private OfflineRequests() {}

    @Schema(name = "OfflineActivation", description = "A request file that somebody brought.")
    public record Activation(
            @Schema(
                    description = "The file's text, or the scanned parts of its QR codes, one in each line.",
                    examples = "-----BEGIN ACTIVATION REQUEST-----…",
                    required = true)
            @NotBlank @Size(max = MAX_TEXT) String request,

            @Schema(description = "Whether the answer can be read only with the license key.", defaultValue = "true")
            @Nullable Boolean encrypt,

            @Schema(
                    type = SchemaType.STRING,
                    description = "PT1H to P3660D; absent, or too long: for as long as the license may be offline.",
                    examples = "P30D")
            @JsonDeserialize(using = Lifetimes.DurationReader.class)
            @Nullable Duration ttl,

            @Schema(
                    description = "ed25519, rsa-pss-sha256 or rsa-sha256.",
                    defaultValue = "ed25519",
                    examples = "ed25519")
            @Size(max = 40) @Nullable String algorithm,

            @Schema(description = "Whether the answer is wanted as QR codes, too.", defaultValue = "false") @Nullable Boolean qr) {

        FileOrder order() {
            return new FileOrder(Objects.requireNonNullElse(encrypt, true), ttl, null, FileAlgorithms.of(algorithm));
        }

        boolean wantsQr() {
            return Boolean.TRUE.equals(qr);
        }
    }

    @Schema(name = "OfflineDeactivation", description = "A proof that a machine gave up its seat.")
    public record Deactivation(
            @Schema(
                    description = "The file's text, or the scanned parts of its QR codes, one in each line.",
                    examples = "-----BEGIN DEACTIVATION PROOF-----…",
                    required = true)
            @NotBlank @Size(max = MAX_TEXT) String proof) {}

    @Schema(name = "PhoneActivation", description = "A code that somebody read over the phone.")
    public record PhoneCode(
            @Schema(
                    description = "As the machine shows it; case, spaces and dashes do not matter.",
                    examples = "7ZK3M-0V9QT-4D1HX-R8B2C-W5N6J",
                    required = true)
            @NotBlank @Size(max = MAX_CODE) String code) {}
}

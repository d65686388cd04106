package dev.marque.platform.identity.apikey;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a new key is for.
 *
 * @param expiresAt null for a key that does not expire by itself
 * @param allowedNetworks null or empty for everywhere
 */
public record NewApiKey(
        @NotBlank @Size(max = 100) @Schema(examples = "Web shop")
        String name,

        @NotEmpty @Size(max = 100) @Schema(examples = "[\"licenses.read\", \"licenses.write\"]")
        List<@NotBlank String> scopes,

        @Schema(examples = "2027-12-31T00:00:00Z") @Nullable Instant expiresAt,

        @Size(max = 20) @Schema(
                description = "From where the key may be used, in CIDR notation; everywhere if left out.",
                examples = "[\"203.0.113.0/24\", \"2001:db8::/32\"]")
        @Nullable List<@NotBlank @Size(max = 50) String> allowedNetworks) {

    /** A key that may be used from everywhere and does not expire by itself. */
    public static NewApiKey of(String name, List<String> scopes) {
        return new NewApiKey(name, scopes, null, null);
    }

    List<String> networks() {
        return allowedNetworks == null ? List.of() : allowedNetworks;
    }
}

package dev.marque.platform.identity.link;

import dev.marque.platform.identity.password.PasswordRules;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An account in another tenant, with the proof that it is the caller's, and that the caller is no passer-by.
 *
 * @param email null for the one that the caller has here
 * @param code of that account's second factor; null if it has none
 */
public record OtherAccount(
        @NotBlank @Size(max = 40) @Schema(description = "The slug of the other tenant.", examples = "globex")
        String tenant,

        @Size(min = 1, max = 254) @Schema(description = "There. Left out: the one that you have here.", examples = "ada@example.com")
        @Nullable String email,

        @NotBlank @Size(max = PasswordRules.MAX_LENGTH) @Schema(description = "There.", examples = "seven ducks read the morning paper")
        String password,

        @Size(min = 1, max = 40) @Schema(
                description = "There: from the authenticator app, or a recovery code. Only with a second factor.",
                examples = "287082")
        @Nullable String code,

        @NotBlank @Size(max = PasswordRules.MAX_LENGTH) @Schema(description = "The password that you have here.", examples = "correct horse battery")
        String ownPassword) {

    @Override
    public String toString() {
        return "OtherAccount[" + tenant + "]";
    }
}

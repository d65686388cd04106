package dev.marque.licensing.user.http;

import dev.marque.licensing.edit.EmailAddress;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is sent about named users. */
public final class UserRequests {

    private static final String NONCE = "Comes back in the signed answer, so that no old answer passes for a new one.";
    private static final int NONCE_MAX = 200;

    private UserRequests() {}

    @Schema(description = "A person. Upper and lower case do not matter.")
    public record Person(
            @Schema(examples = "ada@globex.example", required = true) @NotBlank @Email @Size(max = EmailAddress.MAX) String email) {

        EmailAddress address() {
            return EmailAddress.of(email);
        }
    }

    @Schema(description = "A person, through their program.")
    public record OwnSeat(
            @Schema(examples = "ada@globex.example", required = true) @NotBlank @Email @Size(max = EmailAddress.MAX) String email,

            @Schema(description = NONCE, examples = "6b1f0c") @Size(max = NONCE_MAX) @Nullable String nonce) {

        EmailAddress address() {
            return EmailAddress.of(email);
        }
    }

    @Schema(description = "Somebody who was invited.")
    public record AcceptInvitation(
            @Schema(
                    description = "Of the invitation.",
                    examples = "d2hhdCBhIHNlY3JldCB0b2tlbiB0aGlzIGlzIGluZGVlZA",
                    required = true)
            @NotBlank @Size(max = 200) String token,

            @Schema(description = NONCE, examples = "6b1f0c") @Size(max = NONCE_MAX) @Nullable String nonce) {

        @Override
        public String toString() {
            return "AcceptInvitation[]";
        }
    }
}

package dev.marque.licensing.lease.http;

import dev.marque.licensing.edit.Inputs;
import dev.marque.licensing.installation.Requests.FingerprintInput;
import dev.marque.licensing.lease.Ask;
import dev.marque.licensing.lease.Holder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What installations send about leases. */
public final class LeaseRequests {

    private static final String NONCE = "Comes back in the signed answer, so that no old answer passes for a new one.";
    private static final String PROCESS = "Tells processes of one machine apart; needed if leased PER_PROCESS.";
    private static final String USER = "Who uses the program; needed if leased PER_USER.";
    private static final int NAME_MAX = 200;

    private LeaseRequests() {}

    @Schema(description = "Somebody asks for a seat.")
    public record AcquireLease(
            @Schema(required = true) @NotNull @Valid FingerprintInput fingerprint,

            @Schema(description = PROCESS, examples = "4711-1795348800")
            @Pattern(regexp = Inputs.NOT_BLANK, message = Inputs.NOT_BLANK_MESSAGE) @Size(max = NAME_MAX) @Nullable String process,

            @Schema(description = USER, examples = "ada")
            @Pattern(regexp = Inputs.NOT_BLANK, message = Inputs.NOT_BLANK_MESSAGE) @Size(max = NAME_MAX) @Nullable String user,

            @Schema(description = "Whose reservation and cap count; one that the license has.")
            @Pattern(regexp = Inputs.CODE, message = Inputs.CODE_MESSAGE) @Nullable String group,

            @Schema(description = "Whether to wait in the queue if no seat is free.", defaultValue = "false") @Nullable Boolean queue,

            @Schema(description = NONCE, examples = "6b1f0c") @Size(max = NAME_MAX) @Nullable String nonce) {

        Ask ask() {
            return new Ask(new Holder(fingerprint.toFingerprint(), process, user), group, Boolean.TRUE.equals(queue));
        }
    }

    @Schema(description = "Somebody who waits, as they asked for the seat.")
    public record WaitingHolder(
            @Schema(required = true) @NotNull @Valid FingerprintInput fingerprint,

            @Schema(description = PROCESS, examples = "4711-1795348800")
            @Pattern(regexp = Inputs.NOT_BLANK, message = Inputs.NOT_BLANK_MESSAGE) @Size(max = NAME_MAX) @Nullable String process,

            @Schema(description = USER, examples = "ada")
            @Pattern(regexp = Inputs.NOT_BLANK, message = Inputs.NOT_BLANK_MESSAGE) @Size(max = NAME_MAX) @Nullable String user,

            @Schema(description = NONCE, examples = "6b1f0c") @Size(max = NAME_MAX) @Nullable String nonce) {

        Holder holder() {
            return new Holder(fingerprint.toFingerprint(), process, user);
        }
    }

    @Schema(description = "A lease, named by its id.")
    public record OfLease(
            @Schema(required = true) @NotNull UUID leaseId,

            @Schema(description = NONCE, examples = "6b1f0c") @Size(max = NAME_MAX) @Nullable String nonce) {}

    @Schema(description = "A holder who will be offline.")
    public record BorrowLease(
            @Schema(required = true) @NotNull UUID leaseId,

            @Schema(description = "Until when.", examples = "2026-11-29T12:00:00Z", required = true) @NotNull Instant until,

            @Schema(description = NONCE, examples = "6b1f0c") @Size(max = NAME_MAX) @Nullable String nonce) {}
}

package dev.marque.licensing.meter.http;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.marque.licensing.edit.Inputs;
import dev.marque.licensing.edit.Lasts;
import dev.marque.licensing.meter.Ask;
import dev.marque.licensing.policy.MeterRule;
import dev.marque.licensing.rows.Lifetimes;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What installations send about meters. */
public final class MeterRequests {

    private static final String NONCE = "Comes back in the signed answer, so that no old answer passes for a new one.";
    private static final String REQUEST_ID =
            "Your own name for this request: one that was granted in the last 31 days is not counted again.";
    private static final String PRINTABLE = "[ -~]{1,255}";
    private static final String PRINTABLE_MESSAGE = "must be 1 to 255 printable ASCII characters";
    private static final int NONCE_MAX = 200;
    private static final Duration TTL = Duration.ofMinutes(15);

    private MeterRequests() {}

    @Schema(description = "An amount is used, or given back.")
    public record Use(
            @Schema(examples = "api-calls", required = true)
            @NotNull @Pattern(regexp = Inputs.CODE, message = Inputs.CODE_MESSAGE) String meter,

            @Schema(defaultValue = "1", examples = "5") @Min(1) @Max(MeterRule.MAX) @Nullable Long amount,

            @Schema(description = "Who it is, for meters of the kind UNIQUE. Only its hash is kept.")
            @Pattern(regexp = PRINTABLE, message = PRINTABLE_MESSAGE) @Nullable String member,

            @Schema(description = REQUEST_ID, examples = "job-4711")
            @Pattern(regexp = PRINTABLE, message = PRINTABLE_MESSAGE) @Nullable String requestId,

            @Schema(description = NONCE, examples = "6b1f0c") @Size(max = NONCE_MAX) @Nullable String nonce) {

        Ask ask() {
            return new Ask(meter, Objects.requireNonNullElse(amount, 1L), member, requestId);
        }
    }

    @Schema(description = "A machine says how much it has now.")
    public record Report(
            @Schema(examples = "cores", required = true)
            @NotNull @Pattern(regexp = Inputs.CODE, message = Inputs.CODE_MESSAGE) String meter,

            @Schema(description = "Instead of what it reported before.", examples = "16", required = true)
            @NotNull @Min(0) @Max(MeterRule.MAX) Long amount,

            @Schema(
                    description = "Which machine it is; the reports of all are added up. Only its hash is kept.",
                    examples = "9f86d081884c7d659a2feaa0c55ad015")
            @Pattern(regexp = PRINTABLE, message = PRINTABLE_MESSAGE) @Nullable String member,

            @Schema(description = NONCE, examples = "6b1f0c") @Size(max = NONCE_MAX) @Nullable String nonce) {

        Ask ask() {
            return new Ask(meter, amount, member, null);
        }
    }

    @Schema(description = "An amount is kept for work that is to be done.")
    public record Reserve(
            @Schema(examples = "api-calls", required = true)
            @NotNull @Pattern(regexp = Inputs.CODE, message = Inputs.CODE_MESSAGE) String meter,

            @Schema(examples = "100", required = true) @NotNull @Min(1) @Max(MeterRule.MAX) Long amount,

            @Schema(
                    type = SchemaType.STRING,
                    description = "How long it is kept at the most, PT1S to P31D.",
                    defaultValue = "PT15M",
                    examples = "PT1H")
            @JsonDeserialize(using = Lifetimes.DurationReader.class)
            @Lasts(min = "PT1S", max = "P31D")
            @Nullable Duration ttl,

            @Schema(description = REQUEST_ID, examples = "job-4711")
            @Pattern(regexp = PRINTABLE, message = PRINTABLE_MESSAGE) @Nullable String requestId,

            @Schema(description = NONCE, examples = "6b1f0c") @Size(max = NONCE_MAX) @Nullable String nonce) {

        Ask ask() {
            return new Ask(meter, amount, null, requestId);
        }

        Duration lifetime() {
            return Objects.requireNonNullElse(ttl, TTL);
        }
    }

    @Schema(description = "The work is done: what was reserved counts as used.")
    public record Commit(
            @Schema(required = true) @NotNull UUID reservationId,

            @Schema(description = "What was really used; absent: all that was reserved.", examples = "80")
            @Min(1) @Max(MeterRule.MAX) @Nullable Long amount,

            @Schema(description = NONCE, examples = "6b1f0c") @Size(max = NONCE_MAX) @Nullable String nonce) {}

    @Schema(description = "The work is not done: what was reserved is free again.")
    public record Cancel(
            @Schema(required = true) @NotNull UUID reservationId,

            @Schema(description = NONCE, examples = "6b1f0c") @Size(max = NONCE_MAX) @Nullable String nonce) {}
}

package dev.marque.edge.usage;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Hours of a server at a customer, as it tells them to the vendor's. */
@Schema(
        name = "EdgeUsageReport",
        description = "Hours of a server at a customer. An hour that is told again does no harm.")
public record UsageReport(
        @Schema(
                description = "The fingerprint of the server, on which the license is active.",
                examples = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs",
                required = true)
        @NotNull @Pattern(regexp = "[ -~]{1,255}", message = "must be 1 to 255 printable ASCII characters") String edge,

        @Schema(required = true) @NotEmpty @Size(max = UsageReport.MOST_HOURS) List<@Valid @NotNull Hour> hours,

        @Schema(description = "Comes back in the signed answer.", examples = "6b1f0c") @Size(max = 200) @Nullable String nonce) {

    /** A day. */
    public static final int MOST_HOURS = 24;

    private static final int MOST_HASHES = 500;

    @Schema(name = "EdgeHour", description = "One hour of UTC that is over.")
    public record Hour(
            @Schema(examples = "2026-11-22T11:00:00Z", required = true) @NotNull Instant startsAt,

            @Schema(description = "How many seats were taken at once at the most.", examples = "7", required = true)
            @NotNull @Min(0) @Max(2_000_000) Integer seats,

            @Schema(description = "How many different holders had one.", examples = "9", required = true)
            @NotNull @Min(0) @Max(10_000_000) Integer holders,

            @Schema(
                    description = "Holders as hashes: of many, the first 500 of the alphabet.",
                    examples = "[\"kq3mVvXl0cJ8s1Yh\"]",
                    required = true)
            @NotNull @Size(max = MOST_HASHES) List<@NotNull @Pattern(regexp = "[A-Za-z0-9_-]{16}", message = "must be 16 characters of base64url") String>
                    holderHashes,

            @Schema(description = "How often somebody was told that none was free.", examples = "2", required = true)
            @NotNull @Min(0) Integer denials) {

        static Hour of(HourOfUse hour) {
            return new Hour(
                    hour.startsAt(),
                    hour.seats(),
                    hour.holders().size(),
                    hour.holders().stream().limit(MOST_HASHES).toList(),
                    hour.denials());
        }
    }

    /** What that server has to tell. */
    public static UsageReport of(String edge, List<HourOfUse> hours) {
        return new UsageReport(edge, hours.stream().map(Hour::of).toList(), null);
    }
}

package dev.marque.licensing.release;

import dev.marque.keys.validation.Channel;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a vendor says about a version. */
@Schema(name = "ListedVersion", description = "What is to be known about a version. All of it may be left out.")
public record ListedRelease(
        @Schema(description = "Absent: what the version says of itself, as 2.0.0-beta.1 does.", examples = "STABLE")
        @Nullable Channel channel,

        @Schema(description = "Absent: now, or as it was listed before.", examples = "2026-11-22T12:00:00Z") @Nullable Instant releasedAt,

        @Schema(description = "Of its files, for all platforms.", examples = "[\"9f86d081884c7d65\"]")
        @Size(max = ListedRelease.CHECKSUMS) @Nullable List<@NotNull @Pattern(regexp = CHECKSUM, message = CHECKSUM_MESSAGE) String> checksums) {

    /** How many files a version may have. */
    static final int CHECKSUMS = 100;

    public static final String CHECKSUM = "[!-~]{1,200}";
    public static final String CHECKSUM_MESSAGE = "must be 1 to 200 printable ASCII characters without spaces";
}

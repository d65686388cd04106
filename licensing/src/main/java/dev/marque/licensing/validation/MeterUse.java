package dev.marque.licensing.validation;

import dev.marque.licensing.policy.MeterKind;
import dev.marque.licensing.policy.MeterRule;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a meter stands.
 *
 * @param used what counts, zero or more
 * @param reserved what is kept for those who asked for it, zero or more
 * @param limit what was sold; null for no end
 * @param most what may be used at the utmost, overage included; null for no end
 * @param remaining what can still be had now; null for any amount
 * @param overSoftLimit whether more is used than the soft limit, or the limit where there is none
 * @param resetsAt when it starts from nothing; null for never, or if nothing was used in this period
 */
@Schema(description = "How a meter stands. What is absent has no end.")
public record MeterUse(
        @Schema(examples = "api-calls") String name,
        MeterKind kind,
        @Schema(examples = "8100") long used,

        @Schema(description = "What reservations hold.", examples = "100")
        long reserved,

        @Schema(description = "What was sold.", examples = "10000") @Nullable Long limit,

        @Schema(description = "What may be used at the utmost, overage included.", examples = "10000") @Nullable Long most,

        @Schema(examples = "1800") @Nullable Long remaining,
        @Schema(examples = "false") boolean overSoftLimit,

        @Schema(description = "Absent: never, or when it is used next.", examples = "2026-11-30T23:00:00Z") @Nullable Instant resetsAt) {

    /**
     * How a meter of a license stands.
     *
     * @param limits of the license, by name
     */
    public static MeterUse of(
            Map<String, Long> limits,
            String name,
            MeterRule rule,
            long used,
            long reserved,
            @Nullable Instant resetsAt) {
        Long sold = rule.sold(name, limits);
        Long most = rule.most(name, limits);
        Long soft = rule.softLimit() == null ? sold : rule.softLimit();
        return new MeterUse(
                name,
                rule.kind(),
                used,
                reserved,
                sold,
                most,
                most == null ? null : Math.max(0, most - used - reserved),
                used > Objects.requireNonNullElse(soft, Long.MAX_VALUE),
                resetsAt);
    }
}

package dev.marque.platform.limits;

import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A limit and what it allows now.
 *
 * @param changed whether it was changed at run time; otherwise the configuration or the standard applies
 */
@Schema(description = "A limit and what it allows now.")
public record LimitRule(
        @Schema(examples = "address") String code,
        String description,
        @Schema(examples = "100") int requests,
        @Schema(examples = "60") int windowSeconds,

        @Schema(description = "Whether it was changed at run time; otherwise the configuration applies.")
        boolean changed) {

    static LimitRule of(Limit limit, Allowance allowance, boolean changed) {
        return new LimitRule(
                limit.code(),
                limit.description(),
                allowance.requests(),
                (int) allowance.window().toSeconds(),
                changed);
    }

    Allowance allowance() {
        return new Allowance(requests, Duration.ofSeconds(windowSeconds));
    }
}

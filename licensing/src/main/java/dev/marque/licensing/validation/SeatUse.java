package dev.marque.licensing.validation;

import dev.marque.licensing.license.License;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How many machines use a license.
 *
 * @param most how many may at the utmost, overage included; null for any number
 * @param remaining how many more may; null for any number
 */
@Schema(description = "How many machines use the license. What is absent has no end.")
public record SeatUse(
        @Schema(examples = "2") int used,
        @Schema(examples = "3") @Nullable Integer most,
        @Schema(examples = "1") @Nullable Integer remaining) {

    static SeatUse of(License license) {
        Integer most = license.terms().mostActivations();
        int used = license.activations();
        return new SeatUse(used, most, most == null ? null : Math.max(0, most - used));
    }
}

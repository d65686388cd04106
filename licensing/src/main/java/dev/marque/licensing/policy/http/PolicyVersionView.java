package dev.marque.licensing.policy.http;

import dev.marque.licensing.policy.PolicyVersion;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A policy as it once was. */
@Schema(name = "PolicyVersion", description = "A policy as it once was.")
public record PolicyVersionView(
        @Schema(examples = "2") int version,
        @Schema(description = "Since when.") Instant changedAt,
        @Schema(examples = "ada@example.com") String changedBy,
        PolicyView policy) {

    static PolicyVersionView of(PolicyVersion kept) {
        return new PolicyVersionView(
                kept.policy().version(), kept.changedAt(), kept.changedBy(), PolicyView.of(kept.policy()));
    }
}

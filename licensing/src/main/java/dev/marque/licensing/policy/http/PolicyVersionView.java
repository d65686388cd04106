package dev.marque.licensing.policy.http;

import dev.marque.licensing.policy.PolicyVersion;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A policy as it once was. */
@Schema(name = "PolicyVersion", description = "A policy as it once was.")
public record PolicyVersionView(
        @Schema(examples = "2") int version,
        @Schema(description = "Since when.") Instant changedAt,
        @Schema(examples = "ada@example.com") String changedBy,
        PolicyView policy) {

    /** All of a policy's versions. */
    @Schema(name = "PolicyVersions")
    public record All(List<PolicyVersionView> items) {

        static All of(List<PolicyVersion> versions) {
            return new All(versions.stream().map(PolicyVersionView::of).toList());
        }
    }

    static PolicyVersionView of(PolicyVersion kept) {
        return new PolicyVersionView(
                kept.policy().version(), kept.changedAt(), kept.changedBy(), PolicyView.of(kept.policy()));
    }
}

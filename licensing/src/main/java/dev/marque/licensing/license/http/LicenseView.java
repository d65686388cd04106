package dev.marque.licensing.license.http;

import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.license.Assignment;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.LicenseStatus;
import dev.marque.licensing.policy.Rules;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A license as staff see it. */
@Schema(name = "License", description = "The right to use a product.")
public record LicenseView(
        UUID id,
        @Schema(examples = "ENT-202611-271828") String number,

        @Schema(description = "What people decided.", examples = "ACTIVE")
        LicenseState state,

        @Schema(description = "What that means today.", examples = "ACTIVE")
        LicenseStatus status,

        @Schema(description = "Why it is suspended or revoked.", examples = "invoice 4711 is unpaid") @Nullable String stateReason,

        UUID productId,
        UUID policyId,

        @Schema(description = "The version of the policy that its conditions are from.", examples = "1") @Nullable Integer policyVersion,

        @Schema(
                description = "What was set for this license alone: it stays when a policy is applied.",
                examples = "[\"maxActivations\"]")
        List<String> overrides,

        @Schema(description = "Who it is for.", examples = "Globex Ltd.") @Nullable String name,

        @Schema(description = "Whose it is; what is absent is nobody's.")
        Assignment assignment,

        @Schema(description = "For installations; only in the answer that issues the license.") @Nullable String key,

        @Schema(description = "Absent: never.", examples = "2027-11-22T12:00:00Z") @Nullable Instant expiresAt,

        @Schema(examples = "2027-11-29T12:00:00Z") @Nullable Instant graceEndsAt,

        @Schema(
                description = "Versions that come out from then on are not covered; absent: all are.",
                examples = "2027-11-22T12:00:00Z")
        @Nullable Instant maintenanceEndsAt,

        @Schema(description = "Absent: any number.", examples = "3") @Nullable Integer maxActivations,

        @Schema(
                description = "On how many machines it is active now; those for development and staging do not count.",
                examples = "1")
        int activations,

        @Schema(examples = "[\"export\"]") List<String> features,
        @Schema(examples = "{\"users\": 25}") Map<String, Long> limits,

        @Schema(description = "As the policy had them at issue, or as they were set for this license.")
        Rules rules,

        @Schema(examples = "{\"crmId\": \"4711\"}") Map<String, String> metadata,
        Instant createdAt,
        Instant updatedAt) {

    static LicenseView of(License license, Instant now) {
        return of(license, null, now);
    }

    static LicenseView of(License license, @Nullable String key, Instant now) {
        return new LicenseView(
                license.id(),
                license.number(),
                license.state(),
                license.status(now),
                license.stateReason(),
                license.productId(),
                license.policyId(),
                license.policyVersion(),
                List.copyOf(license.overrides()),
                license.name(),
                license.assignment(),
                key,
                license.expiresAt(),
                license.graceEndsAt(),
                license.maintenanceEndsAt(),
                license.terms().maxActivations(),
                license.activations(),
                license.featureCodes(now),
                license.limits(),
                license.terms().rules(),
                license.metadata(),
                license.createdAt(),
                license.updatedAt());
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "LicenseView[" + number + "]";
    }
}

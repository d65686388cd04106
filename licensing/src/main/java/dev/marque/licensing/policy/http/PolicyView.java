package dev.marque.licensing.policy.http;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.marque.kernel.time.Term;
import dev.marque.keys.fingerprint.MatchingStrategy;
import dev.marque.keys.license.SignedKeyScheme;
import dev.marque.licensing.policy.KeyFormat;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.policy.RenewalBasis;
import dev.marque.licensing.policy.Rules;
import dev.marque.licensing.policy.Terms;
import dev.marque.licensing.rows.Lifetimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A policy as the API shows it. */
@Schema(name = "Policy", description = "A template of licenses.")
public record PolicyView(
        UUID id,
        UUID productId,
        @Schema(examples = "Annual, 3 machines") String name,

        @Schema(implementation = String.class, examples = "P1Y", description = "Absent: for ever.")
        @JsonSerialize(using = Lifetimes.Writer.class)
        @Nullable Term term,

        @Schema(type = SchemaType.STRING, examples = "P7D") @JsonSerialize(using = Lifetimes.Writer.class)
        Duration grace,

        @Schema(examples = "3", description = "Absent: any number.") @Nullable Integer maxActivations,

        @Schema(examples = "true") boolean requiresActivation,
        @Schema(examples = "MATCH_MOST") MatchingStrategy matching,
        @Schema(examples = "JWT") KeyFormat keyFormat,
        @Nullable SignedKeyScheme keyScheme,
        @Schema(examples = "ENT") String keyPrefix,
        @Schema(examples = "FROM_EXPIRY") RenewalBasis renewalBasis,

        @Schema(type = SchemaType.STRING, examples = "PT15M") @JsonSerialize(using = Lifetimes.Writer.class)
        Duration heartbeatInterval,

        @Schema(type = SchemaType.STRING, examples = "P30D") @JsonSerialize(using = Lifetimes.Writer.class)
        Duration activationTokenLifetime,

        @Schema(examples = "[\"export\"]") List<String> features,
        @Schema(examples = "{\"users\": 25}") Map<String, Long> limits,
        Rules rules,
        Instant createdAt,
        Instant updatedAt) {

    static PolicyView of(Policy policy) {
        Terms terms = policy.terms();
        return new PolicyView(
                policy.id(),
                policy.productId(),
                policy.name(),
                terms.term(),
                terms.grace(),
                terms.maxActivations(),
                terms.requiresActivation(),
                terms.matching(),
                policy.keyFormat(),
                policy.keyScheme(),
                policy.keyPrefix(),
                terms.renewalBasis(),
                terms.heartbeatInterval(),
                terms.activationTokenLifetime(),
                policy.features(),
                policy.limits(),
                terms.rules(),
                policy.createdAt(),
                policy.updatedAt());
    }
}

package dev.marque.licensing.installation;

import dev.marque.keys.feature.Entitlement;
import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.Outcome;
import dev.marque.licensing.activation.Activation;
import dev.marque.licensing.activation.ActivationToken;
import dev.marque.licensing.activation.Seating;
import dev.marque.licensing.feature.EntitlementView;
import dev.marque.licensing.file.CheckedOut;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.LicenseStatus;
import dev.marque.licensing.policy.Purpose;
import dev.marque.licensing.validation.MeterUse;
import dev.marque.licensing.validation.SeatUse;
import dev.marque.licensing.validation.UpdateNotice;
import dev.marque.licensing.validation.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What installations are told. */
public final class Answers {

    private Answers() {}

    @Schema(description = "A license as its installations see it.")
    public record LicenseFactsView(
            UUID id,
            @Schema(examples = "ENT-202611-271828") String number,
            @Schema(examples = "ACTIVE") LicenseStatus status,
            @Nullable Instant expiresAt,
            @Nullable Instant graceEndsAt,
            @Schema(examples = "[\"export\"]") List<String> features,
            @Schema(examples = "{\"users\": 25}") Map<String, Long> limits,

            @Schema(
                    description = "The features with their values, by code.",
                    examples = "{\"export\": {\"value\": true}}")
            Map<String, EntitlementView> entitlements) {

        public static LicenseFactsView of(License license, Instant now) {
            return of(license, now, null);
        }

        /** @param user who asks; null when nobody is named */
        static LicenseFactsView of(License license, Instant now, @Nullable String user) {
            Map<String, Entitlement> entitlements = license.entitlements(now, user);
            return new LicenseFactsView(
                    license.id(),
                    license.number(),
                    license.status(now),
                    license.expiresAt(),
                    license.graceEndsAt(),
                    List.copyOf(entitlements.keySet()),
                    license.limits(),
                    EntitlementView.of(entitlements));
        }
    }

    public record Activated(
            @Schema(examples = "true") boolean activated,
            @Schema(examples = "VALID") Code code,
            @Schema(examples = "The license is valid.") String detail,
            @Nullable String nonce,
            @Nullable UUID activationId,

            @Schema(description = "What the machine was activated for.", examples = "PRODUCTION") @Nullable Purpose purpose,

            @Schema(description = "JWT, RS256. Absent when refused.") @Nullable String token,

            @Nullable Instant tokenExpiresAt,
            @Schema(examples = "900") @Nullable Long heartbeatIntervalSeconds,

            @Schema(
                    description = "Names of components that differ from what is known of the machine.",
                    examples = "[\"disk\"]")
            List<String> changedComponents,

            LicenseFactsView license) {

        static Activated of(Seating seating, @Nullable ActivationToken token, @Nullable String nonce) {
            Activation activation = seating.activation();
            License license = seating.license();
            return new Activated(
                    token != null,
                    seating.outcome().code(),
                    seating.outcome().detail(),
                    nonce,
                    activation == null ? null : activation.id(),
                    activation == null ? null : activation.purpose(),
                    token == null ? null : token.token(),
                    token == null ? null : token.expiresAt(),
                    token == null ? null : license.terms().heartbeatInterval().toSeconds(),
                    List.copyOf(seating.changed()),
                    LicenseFactsView.of(license, seating.at()));
        }

        @Override
        public String toString() {
            return "Activated[" + code + "]";
        }
    }

    public record Validated(
            @Schema(examples = "true") boolean valid,
            @Schema(examples = "VALID") Code code,
            @Schema(examples = "The license is valid.") String detail,
            @Nullable String nonce,
            Instant validatedAt,
            @Nullable UUID activationId,

            @Schema(description = "What the machine was activated for.", examples = "PRODUCTION") @Nullable Purpose purpose,

            @Schema(description = "How the license's meters stand.")
            List<MeterUse> limits,

            SeatUse seats,

            @Schema(description = "Absent: it need not be updated.") @Nullable UpdateNotice update,

            @Schema(description = "The next sign of life, or when time alone may change the answer.")
            Instant nextCheckAt,

            LicenseFactsView license) {

        static Validated of(Verdict verdict, @Nullable String user, @Nullable String nonce) {
            UUID activationId = verdict.outcome() instanceof Outcome.Accepted accepted ? accepted.activationId() : null;
            return new Validated(
                    verdict.outcome().valid(),
                    verdict.outcome().code(),
                    verdict.outcome().detail(),
                    nonce,
                    verdict.at(),
                    activationId,
                    verdict.purpose(),
                    verdict.meters(),
                    verdict.seats(),
                    verdict.update(),
                    verdict.nextCheckAt(),
                    LicenseFactsView.of(verdict.license(), verdict.at(), user));
        }
    }

    public record Refreshed(
            @Schema(examples = "true") boolean refreshed,
            @Schema(examples = "VALID") Code code,
            @Schema(examples = "The license is valid.") String detail,
            @Nullable String nonce,

            @Schema(description = "Absent when refused.") @Nullable String token,

            @Nullable Instant tokenExpiresAt,
            LicenseFactsView license) {

        static Refreshed of(Seating seating, @Nullable ActivationToken token, @Nullable String nonce) {
            return new Refreshed(
                    token != null,
                    seating.outcome().code(),
                    seating.outcome().detail(),
                    nonce,
                    token == null ? null : token.token(),
                    token == null ? null : token.expiresAt(),
                    LicenseFactsView.of(seating.license(), seating.at()));
        }

        @Override
        public String toString() {
            return "Refreshed[" + code + "]";
        }
    }

    public record Deactivated(
            @Schema(examples = "true") boolean deactivated,
            @Schema(examples = "VALID") Code code,

            @Schema(examples = "The machine is deactivated.")
            String detail,

            @Nullable String nonce,
            @Nullable UUID activationId,
            LicenseFactsView license) {

        static Deactivated of(Seating seating, @Nullable String nonce) {
            Activation activation = seating.activation();
            return new Deactivated(
                    activation != null,
                    seating.outcome().code(),
                    seating.outcome().detail(),
                    nonce,
                    activation == null ? null : activation.id(),
                    LicenseFactsView.of(seating.license(), seating.at()));
        }
    }

    public record Accepted(
            @Schema(examples = "true") boolean accepted,

            @Schema(description = "What a validation would answer now.", examples = "VALID")
            Code code,

            @Schema(examples = "The license is valid.") String detail,
            @Nullable String nonce,
            @Schema(examples = "900") long nextHeartbeatSeconds,
            LicenseFactsView license) {

        static Accepted of(Verdict verdict, @Nullable String nonce) {
            return new Accepted(
                    verdict.outcome().valid(),
                    verdict.outcome().code(),
                    verdict.outcome().detail(),
                    nonce,
                    verdict.license().terms().heartbeatInterval().toSeconds(),
                    LicenseFactsView.of(verdict.license(), verdict.at()));
        }
    }

    public record File(
            @Schema(description = "Absent when refused.", examples = "-----BEGIN LICENSE FILE-----…") @Nullable String certificate,

            @Nullable Instant issuedAt,
            @Nullable Instant expiresAt,
            @Schema(examples = "VALID") Code code,
            @Schema(examples = "The license is valid.") String detail,
            @Nullable String nonce,
            LicenseFactsView license) {

        static File of(Verdict verdict, @Nullable CheckedOut file, @Nullable String nonce) {
            return new File(
                    file == null ? null : file.certificate(),
                    file == null ? null : file.issuedAt(),
                    file == null ? null : file.expiresAt(),
                    verdict.outcome().code(),
                    verdict.outcome().detail(),
                    nonce,
                    LicenseFactsView.of(verdict.license(), verdict.at()));
        }

        @Override
        public String toString() {
            return "File[" + code + "]";
        }
    }
}

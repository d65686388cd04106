package dev.marque.licensing.installation;

import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.Outcome;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.edit.EmailAddress;
import dev.marque.licensing.edit.Inputs;
import dev.marque.licensing.edit.ProgramVersion;
import dev.marque.licensing.installation.Requests.FingerprintInput;
import dev.marque.licensing.license.LicenseStatus;
import dev.marque.licensing.validation.Explanation;
import dev.marque.licensing.validation.Validations;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Says why a license is refused, for those who look into a complaint. */
@Path("/api/v1/licenses")
@Tag(name = "Licenses")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ExplainResource {

    private final Validations validations;
    private final CurrentActor current;

    @Inject
    public ExplainResource(Validations validations, CurrentActor current) {
        this.validations = validations;
        this.current = current;
    }

    @Schema(description = "What an installation asks, or would ask. What is left out is not checked.")
    public record Question(
            @Schema(description = "As of when; absent: now.", examples = "2027-12-31T23:00:00Z") @Nullable Instant at,

            @Valid @Nullable FingerprintInput fingerprint,

            @Schema(examples = "[\"export\"]") @Size(max = Inputs.CODES) @Nullable List<@NotNull @Size(min = 1, max = 100) String> features,

            @Schema(description = "Of the program.", examples = "2.1.0") @ProgramVersion @Nullable String version,

            @Schema(description = "Code of the program's product.", examples = "ENT") @Size(max = 40) @Nullable String product,

            @Valid @Nullable ScopesInput scopes,

            @Schema(description = "The lease that it would name; absent: leases are left aside.") @Nullable UUID leaseId,

            @Schema(description = "E-mail address of the person who uses the program.", examples = "ada@globex.example")
            @Size(max = EmailAddress.MAX) @Nullable String user) {

        ValidationRequest toRequest() {
            return ValidationRequest.PLAIN
                    .from(fingerprint == null ? null : fingerprint.toFingerprint())
                    .wanting(Set.copyOf(Objects.requireNonNullElse(features, List.of())))
                    .by(product, Requests.programVersion(version))
                    .within(ScopesInput.of(scopes))
                    .named(user);
        }
    }

    /** One reason. */
    public record Reason(
            @Schema(examples = "FINGERPRINT_MISMATCH") Code code,

            @Schema(examples = "The license is not activated on this machine.")
            String detail) {

        static Reason of(Outcome outcome) {
            return new Reason(outcome.code(), outcome.detail());
        }
    }

    @Schema(name = "Explanation", description = "Why a license is valid, or all the reasons why it is not.")
    public record ExplanationView(
            @Schema(examples = "false") boolean valid,

            @Schema(description = "What an installation would be told.", examples = "FINGERPRINT_MISMATCH")
            Code code,

            List<Reason> reasons,
            LicenseStatus status,
            Instant at) {

        static ExplanationView of(Explanation explanation) {
            return new ExplanationView(
                    explanation.decision().valid(),
                    explanation.decision().code(),
                    explanation.reasons().stream().map(Reason::of).toList(),
                    explanation.license().status(explanation.at()),
                    explanation.at());
        }
    }

    @POST
    @Path("/{id}/explain")
    @Requires(LicensingPermissions.LICENSES_READ)
    @Operation(
            operationId = "explainLicense",
            summary = "See why a license is refused",
            description = "Every reason, not just the first, and also as of another moment: the license as it is now is"
                    + " judged by that time. Nothing is written.")
    public ExplanationView explain(@PathParam("id") UUID id, @Valid @NotNull Question request) {
        return ExplanationView.of(
                validations.explain(current.actor(), id, request.toRequest(), request.leaseId(), request.at()));
    }
}

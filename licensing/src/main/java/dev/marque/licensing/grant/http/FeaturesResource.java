package dev.marque.licensing.grant.http;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.keys.feature.FeatureGrant;
import dev.marque.keys.feature.GrantSource;
import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.edit.Inputs;
import dev.marque.licensing.feature.GrantView;
import dev.marque.licensing.grant.FeatureGrants;
import dev.marque.licensing.grant.NewGrants;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Problems;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The features of a license: who granted what, granting and taking back. */
@Path("/api/v1/licenses/{id}/features")
@Tag(name = "Features", description = "What licenses grant, and who granted it.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class FeaturesResource {

    private final FeatureGrants grants;
    private final CurrentActor current;

    @Inject
    public FeaturesResource(FeatureGrants grants, CurrentActor current) {
        this.grants = grants;
        this.current = current;
    }

    /** All of them; there is no second page. */
    @Schema(name = "FeatureGrants", description = "Grants, all of them.")
    public record GrantList(List<GrantView> items) {

        static GrantList of(List<FeatureGrant> grants) {
            return new GrantList(grants.stream().map(GrantView::of).toList());
        }
    }

    @Schema(description = "What is taken back: all that has this source and reference.")
    public record Withdrawal(
            @Schema(examples = "ADD_ON", required = true) @NotNull GrantSource source,

            @Schema(
                    description = "As it was granted; absent: what was granted without one.",
                    examples = "Reports, order 4711")
            @Size(max = Inputs.NAME) @Nullable String reference) {}

    @GET
    @Requires(LicensingPermissions.LICENSES_READ)
    @Operation(
            operationId = "listFeatures",
            summary = "See what a license grants, and why",
            description = "Every feature with every grant of it, in force or not, and which of them decide.")
    public FeatureSetView list(
            @PathParam("id") UUID id,
            @QueryParam("at")
                    @Parameter(
                            description = "The license as it is now is judged as of this moment; absent: now.",
                            schema = @Schema(implementation = Instant.class))
                    @Nullable String at,
            @QueryParam("user")
                    @Parameter(
                            description = "For this user; absent: for whoever is not named.",
                            example = "ada@globex.example")
                    @Nullable String user) {
        if (user != null && user.length() > Inputs.NAME) {
            throw ProblemException.invalid(
                    FieldError.inParameter("user", "must be " + Inputs.NAME + " characters at most"));
        }
        return FeatureSetView.of(grants.features(current.actor(), id, moment(at), user));
    }

    @POST
    @Requires(LicensingPermissions.LICENSES_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "grantFeatures",
            summary = "Grant features to a license",
            description = "For this license alone, by an add-on, or to one user; at once, or for a time. What the same"
                    + " source, reference and start granted before gets the new value and end.")
    public GrantList grant(@PathParam("id") UUID id, @Valid @NotNull NewGrants request) {
        return GrantList.of(grants.grant(current.actor(), id, request));
    }

    @DELETE
    @Path("/grants/{grantId}")
    @Requires(LicensingPermissions.LICENSES_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "withdrawFeature",
            summary = "Take one grant back",
            description = "It counts no more at once. What the license has from its policy cannot be taken back so.")
    public void withdraw(@PathParam("id") UUID id, @PathParam("grantId") UUID grantId) {
        grants.withdraw(current.actor(), id, grantId);
    }

    @POST
    @Path("/withdraw")
    @Requires(LicensingPermissions.LICENSES_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "withdrawFeatures",
            summary = "Take an add-on back",
            description = "Or all that a user was granted: whatever has this source and reference. Answers what was"
                    + " taken back; what is gone already is no matter.")
    public GrantList withdrawAll(@PathParam("id") UUID id, @Valid @NotNull Withdrawal request) {
        return GrantList.of(grants.withdraw(current.actor(), id, request.source(), request.reference()));
    }

    private static @Nullable Instant moment(@Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notATime) {
            throw ProblemException.invalid(FieldError.inParameter("at", "must be a time such as 2026-11-22T12:00:00Z"));
        }
    }
}

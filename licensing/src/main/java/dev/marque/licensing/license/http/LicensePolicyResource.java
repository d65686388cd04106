package dev.marque.licensing.license.http;

import dev.marque.kernel.problem.ProblemType;
import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.license.PolicyAdoptions;
import dev.marque.licensing.license.PolicyAdoptions.Switched;
import dev.marque.licensing.license.Proration;
import dev.marque.licensing.policy.Adoption.Difference;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Problems;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Licenses under another policy. */
@Path("/api/v1/licenses")
@Tag(name = "Licenses")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LicensePolicyResource {

    private final PolicyAdoptions adoptions;
    private final CurrentActor current;
    private final InstantSource clock;

    @Inject
    public LicensePolicyResource(PolicyAdoptions adoptions, CurrentActor current, InstantSource clock) {
        this.adoptions = adoptions;
        this.current = current;
        this.clock = clock;
    }

    @Schema(description = "Another policy for a license.")
    public record ChangePolicy(
            @Schema(description = "Of the same product.", required = true) @NotNull UUID policyId,

            @Schema(description = "Whether what was set for this license alone stays.", defaultValue = "true") @Nullable Boolean keepOverrides,

            @Schema(
                    description = "Whether a term of the new policy begins now. Otherwise the end stays as it is.",
                    defaultValue = "false")
            @Nullable Boolean restartTerm) {}

    /** A license under another policy. */
    @Schema(name = "PolicyChange", description = "A license under another policy.")
    public record PolicyChangeView(
            LicenseView license,
            List<Difference> changes,
            List<String> kept,

            @Schema(description = "Absent when no term ran.") @Nullable Proration proration) {}

    @POST
    @Path("/{id}/change-policy")
    @Requires(LicensingPermissions.LICENSES_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "changeLicensePolicy",
            summary = "Put a license under another policy",
            description = "An upgrade or a downgrade, with what is left of the running term for whoever bills it.")
    public PolicyChangeView change(@PathParam("id") UUID id, @Valid @NotNull ChangePolicy request) {
        Switched switched = adoptions.change(
                current.actor(),
                id,
                request.policyId(),
                Objects.requireNonNullElse(request.keepOverrides(), true),
                Objects.requireNonNullElse(request.restartTerm(), false));
        return new PolicyChangeView(
                LicenseView.of(switched.license(), clock.instant()),
                switched.adoption().changes(),
                switched.adoption().kept(),
                switched.proration());
    }
}

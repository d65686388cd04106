package dev.marque.licensing.license.http;

import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.edit.Inputs;
import dev.marque.licensing.license.Trials;
import dev.marque.licensing.trial.Trial;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What is remembered of a license that is a trial. */
@Path("/api/v1/licenses/{id}/trial")
@Tag(name = "Licenses")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LicenseTrialResource {

    private final Trials trials;
    private final CurrentActor current;

    @Inject
    public LicenseTrialResource(Trials trials, CurrentActor current) {
        this.trials = trials;
        this.current = current;
    }

    @Schema(name = "Trial", description = "What is remembered of a license that is a trial.")
    public record TrialView(
            UUID licenseId,

            @Schema(examples = "ada@globex.example") @Nullable String email,

            @Schema(description = "When its first machine was activated; absent until then.") @Nullable Instant startedAt,

            @Schema(
                    description = "On how many machines it was begun, also those that gave their seat back.",
                    examples = "1")
            int machines,

            @Schema(description = "How often it was extended.", examples = "0")
            int extensions) {

        static TrialView of(Trial trial) {
            return new TrialView(
                    trial.licenseId(), trial.email(), trial.startedAt(), trial.machines(), trial.extensions());
        }
    }

    /** Why somebody may try once more. */
    @Schema(description = "Why. It is kept in the audit trail.")
    public record Forgiveness(
            @Schema(examples = "The first trial was during the outage", required = true)
            @NotNull @Pattern(regexp = Inputs.NOT_BLANK, message = Inputs.NOT_BLANK_MESSAGE) @Size(max = 500) String reason) {}

    @GET
    @Requires(LicensingPermissions.LICENSES_READ)
    @Operation(operationId = "getTrial", summary = "See what is remembered of a trial")
    public TrialView get(@PathParam("id") UUID id) {
        return TrialView.of(trials.get(current.actor(), id));
    }

    @POST
    @Path("/forgive")
    @Requires(LicensingPermissions.LICENSES_WRITE)
    @Operation(
            operationId = "forgiveTrial",
            summary = "Let a person and machines try the product once more",
            description = "Forgets whom and which machines the trial was for. How often it was extended stays.")
    public TrialView forgive(@PathParam("id") UUID id, @Valid @NotNull Forgiveness request) {
        return TrialView.of(trials.forgive(current.actor(), id, request.reason()));
    }
}

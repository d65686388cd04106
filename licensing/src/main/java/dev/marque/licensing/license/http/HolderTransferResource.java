package dev.marque.licensing.license.http;

import dev.marque.kernel.problem.ProblemType;
import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.edit.Inputs;
import dev.marque.licensing.license.LicenseTransfer;
import dev.marque.licensing.license.Transferred;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Problems;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Licenses that their holders give away. */
@Path("/api/v1/licensing/transfer")
@Tag(name = "Licensing")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class HolderTransferResource {

    private final LicenseTransfer transfer;
    private final CurrentActor current;

    @Inject
    public HolderTransferResource(LicenseTransfer transfer, CurrentActor current) {
        this.transfer = transfer;
        this.current = current;
    }

    @Schema(description = "Who gets the license.")
    public record HolderTransfer(
            @Schema(examples = "Initech Inc.", required = true) @NotBlank @Size(max = Inputs.NAME) String name) {}

    @Schema(description = "A license that was given away.")
    public record GivenAway(
            @Schema(examples = "ENT-202611-271828") String number,

            @Schema(
                    description = "For the new holder; the one before ended. Absent if the rules leave it as it is.",
                    examples = "7Q2KD-M9X4T-0WZPB-6HRFN-C3VJ8")
            @Nullable String key,

            @Schema(description = "How many machines were taken off.", examples = "2")
            int machines,

            @Schema(description = "How many named users lost their seats.", examples = "0")
            int users) {

        @Override
        public String toString() {
            return "GivenAway[" + number + "]";
        }
    }

    @POST
    @Requires(LicensingPermissions.LICENSING_USE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "transferOwnLicense",
            summary = "Give the license to somebody else",
            description =
                    "For licenses whose rules let their holders do so (`transfer.byHolder`). Everything else is as"
                            + " the rule `transfer` says: the answer has the new key, and the caller's own ends.")
    public GivenAway transfer(@Valid @NotNull HolderTransfer request) {
        Transferred done = transfer.byHolder(current.actor(), request.name());
        return new GivenAway(done.license().number(), done.key(), done.machines(), done.users());
    }
}

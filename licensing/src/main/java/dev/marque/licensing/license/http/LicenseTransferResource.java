package dev.marque.licensing.license.http;

import dev.marque.kernel.problem.ProblemType;
import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.edit.Inputs;
import dev.marque.licensing.license.Assignment;
import dev.marque.licensing.license.LicenseTransfer;
import dev.marque.licensing.license.Transferred;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Problems;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Licenses that go to other customers. */
@Path("/api/v1/licenses/{id}/transfer")
@Tag(name = "Licenses")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LicenseTransferResource {

    private final LicenseTransfer transfer;
    private final CurrentActor current;
    private final InstantSource clock;

    @Inject
    public LicenseTransferResource(LicenseTransfer transfer, CurrentActor current, InstantSource clock) {
        this.transfer = transfer;
        this.current = current;
        this.clock = clock;
    }

    @Schema(description = "Whose a license is from now on.")
    public record TransferOrder(
            @Schema(description = "Who it is for; absent: its name stays.", examples = "Initech Inc.")
            @Pattern(regexp = Inputs.NOT_BLANK, message = Inputs.NOT_BLANK_MESSAGE) @Size(max = Inputs.NAME) @Nullable String name,

            @Schema(description = "Instead of the one it has.", required = true) @Valid @NotNull Assignment assignment) {}

    @Schema(name = "TransferredLicense", description = "A license in other hands.")
    public record TransferredView(
            @Schema(description = "With its new key, if its rules want one.")
            LicenseView license,

            @Schema(description = "How many machines were taken off.", examples = "2")
            int machines,

            @Schema(description = "How many named users lost their seats.", examples = "0")
            int users) {

        @Override
        public String toString() {
            return "TransferredView[" + license.number() + "]";
        }
    }

    @POST
    @Requires(LicensingPermissions.LICENSES_ASSIGN)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "transferLicense",
            summary = "Give a license to another customer",
            description =
                    "As the rule \"transfer\" of the license says: its machines are taken off, its named users lose"
                            + " their seats, it gets another key, and its end stays or its term begins anew.")
    public TransferredView transfer(@PathParam("id") UUID id, @Valid @NotNull TransferOrder request) {
        Transferred done = transfer.transfer(current.actor(), id, request.name(), request.assignment());
        return new TransferredView(
                LicenseView.of(done.license(), done.key(), clock.instant()), done.machines(), done.users());
    }
}

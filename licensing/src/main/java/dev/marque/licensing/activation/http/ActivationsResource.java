package dev.marque.licensing.activation.http;

import dev.marque.kernel.page.Page;
import dev.marque.keys.validation.HeartbeatStatus;
import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.activation.Activation;
import dev.marque.licensing.activation.Activations;
import dev.marque.licensing.activation.KnownMachine;
import dev.marque.licensing.policy.Purpose;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.PageParameters;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The machines of a license, for staff. */
@Path("/api/v1/licenses/{id}/activations")
@Tag(name = "Activations", description = "Machines that use a license.")
@RunOnVirtualThread
public class ActivationsResource {

    private final Activations activations;
    private final CurrentActor current;

    @Inject
    public ActivationsResource(Activations activations, CurrentActor current) {
        this.activations = activations;
        this.current = current;
    }

    /** An activation as staff see it. */
    @Schema(name = "Activation", description = "One machine that uses a license.")
    public record ActivationView(
            UUID id,
            UUID licenseId,

            @Schema(examples = "9f86d081884c7d659a2feaa0c55ad015")
            String fingerprint,

            @Schema(examples = "{\"mac\": \"60303ae22b998861\"}")
            Map<String, String> components,

            @Schema(description = "Only those for production take seats.", examples = "PRODUCTION")
            Purpose purpose,

            @Schema(examples = "Ada's laptop") @Nullable String name,
            @Schema(examples = "2.1.0") @Nullable String version,
            @Schema(examples = "linux-x86_64") @Nullable String platform,
            @Schema(examples = "192.0.2.7") @Nullable String address,
            Instant activatedAt,
            Instant refreshedAt,
            @Nullable Instant lastHeartbeatAt,
            @Schema(examples = "ALIVE") HeartbeatStatus heartbeat,
            Instant lastSeenAt,

            @Schema(description = "When changed components were taken over, by name.")
            Map<String, Instant> adoptedAt) {

        static ActivationView of(KnownMachine machine) {
            Activation activation = machine.activation();
            return new ActivationView(
                    activation.id(),
                    activation.licenseId(),
                    activation.fingerprint().value(),
                    activation.fingerprint().components(),
                    activation.purpose(),
                    activation.name(),
                    activation.appVersion(),
                    activation.platform(),
                    activation.address(),
                    activation.activatedAt(),
                    activation.refreshedAt(),
                    activation.lastHeartbeatAt(),
                    machine.heartbeat(),
                    activation.lastSeenAt(),
                    activation.adoptedAt());
        }
    }

    @GET
    @Requires(LicensingPermissions.ACTIVATIONS_READ)
    @Operation(
            operationId = "listActivations",
            summary = "List the machines that use a license",
            description = "Those that are active now, newest first.")
    public Page<ActivationView> list(@PathParam("id") UUID id, @BeanParam PageParameters page) {
        return activations.known(current.actor(), id, page.toRequest()).map(ActivationView::of);
    }

    @DELETE
    @Path("/{activationId}")
    @Requires(LicensingPermissions.ACTIVATIONS_WRITE)
    @Operation(
            operationId = "deactivateMachine",
            summary = "Take a machine off a license",
            description = "Its seat is free at once. Its activation token can no longer be refreshed.")
    public void remove(@PathParam("id") UUID id, @PathParam("activationId") UUID activationId) {
        activations.remove(current.actor(), id, activationId);
    }
}

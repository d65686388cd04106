package dev.marque.platform.environment.http;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.environment.Environment;
import dev.marque.platform.environment.EnvironmentPermissions;
import dev.marque.platform.environment.Environments;
import dev.marque.platform.environment.NewEnvironment;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.PageParameters;
import dev.marque.platform.http.Problems;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Environments over HTTP. */
@Path("/api/v1/environments")
@Tag(
        name = "Environments",
        description = "Parts of a tenant that keep to themselves. A call chooses one by the header Marque-Environment.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EnvironmentsResource {

    private final Environments environments;
    private final CurrentActor current;

    @Inject
    public EnvironmentsResource(Environments environments, CurrentActor current) {
        this.environments = environments;
        this.current = current;
    }

    @Schema(description = "What an environment is called.")
    public record EnvironmentName(
            @Schema(examples = "Staging") @NotBlank @Size(max = 100) String name) {}

    @POST
    @Requires(EnvironmentPermissions.ENVIRONMENTS_WRITE)
    @Problems({ProblemType.ALREADY_EXISTS, ProblemType.STATE_CONFLICT})
    @Operation(
            operationId = "createEnvironment",
            summary = "Make an environment",
            description = "Beside production, which is always there. At most 20.")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = Environment.class)))
    public Response create(@Valid @NotNull NewEnvironment request) {
        Environment made = environments.create(current.actor(), request);
        return Response.created(URI.create("/api/v1/environments/" + made.id()))
                .entity(made)
                .build();
    }

    @GET
    @Requires(EnvironmentPermissions.ENVIRONMENTS_READ)
    @Operation(
            operationId = "listEnvironments",
            summary = "List the environments",
            description = "Newest first, without production.")
    public Page<Environment> list(@BeanParam PageParameters page) {
        return environments.list(current.actor(), page.toRequest());
    }

    @GET
    @Path("/{id}")
    @Requires(EnvironmentPermissions.ENVIRONMENTS_READ)
    @Operation(operationId = "getEnvironment", summary = "Get an environment")
    public Environment get(@PathParam("id") UUID id) {
        return environments.get(current.actor(), id);
    }

    @PUT
    @Path("/{id}")
    @Requires(EnvironmentPermissions.ENVIRONMENTS_WRITE)
    @Operation(operationId = "renameEnvironment", summary = "Rename an environment", description = "Its code stays.")
    public Environment rename(@PathParam("id") UUID id, @Valid @NotNull EnvironmentName request) {
        return environments.rename(current.actor(), id, request.name());
    }

    @DELETE
    @Path("/{id}")
    @Requires(EnvironmentPermissions.ENVIRONMENTS_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "deleteEnvironment",
            summary = "Delete an environment",
            description = "Only while nothing is in it: no record, no webhook, no API key that is not revoked.")
    public void delete(@PathParam("id") UUID id) {
        environments.delete(current.actor(), id);
    }
}

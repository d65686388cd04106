package dev.marque.platform.access.http;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.access.AccessPermissions;
import dev.marque.platform.access.Group;
import dev.marque.platform.access.Group.Kind;
import dev.marque.platform.access.Groups;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.PageParameters;
import dev.marque.platform.http.Problems;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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

/** Partners over HTTP. */
@Path("/api/v1/partners")
@Tag(name = "Partners", description = "Those who sell for the vendor.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PartnersResource {

    private final Groups groups;
    private final CurrentActor current;

    @Inject
    public PartnersResource(Groups groups, CurrentActor current) {
        this.groups = groups;
        this.current = current;
    }

    @POST
    @Requires(AccessPermissions.PARTNERS_WRITE)
    @Problems(ProblemType.ALREADY_EXISTS)
    @Operation(operationId = "createPartner", summary = "Add a partner")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = Group.class)))
    public Response create(@Valid @NotNull GroupName request) {
        Group group = groups.create(current.actor(), Kind.PARTNER, request.name());
        return Response.created(URI.create("/api/v1/partners/" + group.id()))
                .entity(group)
                .build();
    }

    @GET
    @Requires(AccessPermissions.PARTNERS_READ)
    @Operation(operationId = "listPartners", summary = "List the partners", description = "Newest first.")
    public Page<Group> list(@BeanParam PageParameters page) {
        return groups.list(current.actor(), Kind.PARTNER, page.toRequest());
    }

    @PUT
    @Path("/{id}")
    @Requires(AccessPermissions.PARTNERS_WRITE)
    @Problems(ProblemType.ALREADY_EXISTS)
    @Operation(operationId = "renamePartner", summary = "Rename a partner")
    public Group rename(@PathParam("id") UUID id, @Valid @NotNull GroupName request) {
        return groups.rename(current.actor(), Kind.PARTNER, id, request.name());
    }

    @DELETE
    @Path("/{id}")
    @Requires(AccessPermissions.PARTNERS_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "deletePartner",
            summary = "Delete a partner",
            description = "Only while nobody is in it and no record is assigned to it.")
    public void delete(@PathParam("id") UUID id) {
        groups.delete(current.actor(), Kind.PARTNER, id);
    }
}

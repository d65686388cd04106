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

/** Teams over HTTP. */
@Path("/api/v1/teams")
@Tag(name = "Teams", description = "Groups of staff who share records.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TeamsResource {

    private final Groups groups;
    private final CurrentActor current;

    @Inject
    public TeamsResource(Groups groups, CurrentActor current) {
        this.groups = groups;
        this.current = current;
    }

    @POST
    @Requires(AccessPermissions.TEAMS_WRITE)
    @Problems(ProblemType.ALREADY_EXISTS)
    @Operation(operationId = "createTeam", summary = "Add a team")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = Group.class)))
    public Response create(@Valid @NotNull GroupName request) {
        Group group = groups.create(current.actor(), Kind.TEAM, request.name());
        return Response.created(URI.create("/api/v1/teams/" + group.id()))
                .entity(group)
                .build();
    }

    @GET
    @Requires(AccessPermissions.TEAMS_READ)
    @Operation(operationId = "listTeams", summary = "List the teams", description = "Newest first.")
    public Page<Group> list(@BeanParam PageParameters page) {
        return groups.list(current.actor(), Kind.TEAM, page.toRequest());
    }

    @PUT
    @Path("/{id}")
    @Requires(AccessPermissions.TEAMS_WRITE)
    @Problems(ProblemType.ALREADY_EXISTS)
    @Operation(operationId = "renameTeam", summary = "Rename a team")
    public Group rename(@PathParam("id") UUID id, @Valid @NotNull GroupName request) {
        return groups.rename(current.actor(), Kind.TEAM, id, request.name());
    }

    @DELETE
    @Path("/{id}")
    @Requires(AccessPermissions.TEAMS_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "deleteTeam",
            summary = "Delete a team",
            description = "Only while nobody is in it and no record is assigned to it.")
    public void delete(@PathParam("id") UUID id) {
        groups.delete(current.actor(), Kind.TEAM, id);
    }
}

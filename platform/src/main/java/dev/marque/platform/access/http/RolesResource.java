package dev.marque.platform.access.http;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.access.AccessPermissions;
import dev.marque.platform.access.CustomRoles;
import dev.marque.platform.access.NewRole;
import dev.marque.platform.access.Role;
import dev.marque.platform.access.RoleEdit;
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
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
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

/** Roles over HTTP. */
@Path("/api/v1/roles")
@Tag(name = "Roles", description = "Who may do what, and on which records.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RolesResource {

    private final CustomRoles roles;
    private final CurrentActor current;

    @Inject
    public RolesResource(CustomRoles roles, CurrentActor current) {
        this.roles = roles;
        this.current = current;
    }

    @POST
    @Requires(AccessPermissions.ROLES_WRITE)
    @Problems(ProblemType.ALREADY_EXISTS)
    @Operation(
            operationId = "createRole",
            summary = "Make a role",
            description = "With what you may do yourself, at most, and no wider reach than yours.")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = Role.class)))
    public Response create(@Valid @NotNull NewRole request) {
        Role role = roles.create(current.actor(), request);
        return Response.created(URI.create("/api/v1/roles/" + role.id()))
                .entity(role)
                .build();
    }

    @GET
    @Requires(AccessPermissions.ROLES_READ)
    @Operation(operationId = "listRoles", summary = "List the roles", description = "Those built in, and your own.")
    public Page<Role> list(@BeanParam PageParameters page) {
        return roles.list(current.actor(), page.toRequest());
    }

    @GET
    @Path("/{id}")
    @Requires(AccessPermissions.ROLES_READ)
    @Operation(operationId = "getRole", summary = "See a role")
    public Role get(@PathParam("id") UUID id) {
        return roles.get(current.actor(), id);
    }

    @PATCH
    @Path("/{id}")
    @Requires(AccessPermissions.ROLES_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "updateRole",
            summary = "Change a role",
            description = "It counts at once for everybody who has it, signed in or not. Built-in roles do not change.")
    public Role update(@PathParam("id") UUID id, @Valid @NotNull RoleEdit request) {
        return roles.update(current.actor(), id, request);
    }

    @DELETE
    @Path("/{id}")
    @Requires(AccessPermissions.ROLES_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "deleteRole",
            summary = "Delete a role",
            description = "Only one of your own that nobody has.")
    public void delete(@PathParam("id") UUID id) {
        roles.delete(current.actor(), id);
    }
}

package dev.marque.platform.access.http;

import dev.marque.platform.access.AccessPermissions;
import dev.marque.platform.http.Requires;
import dev.marque.platform.identity.BuiltInRole;
import dev.marque.platform.identity.Permission;
import dev.marque.platform.identity.Permissions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Every permission there is. */
@Path("/api/v1/permissions")
@Tag(name = "Roles")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PermissionsResource {

    private final Permissions permissions;

    @Inject
    public PermissionsResource(Permissions permissions) {
        this.permissions = permissions;
    }

    /** A permission, for the person who grants it. */
    public record PermissionView(
            @Schema(examples = "licenses.read") String code,

            @Schema(examples = "See licenses and their history, without their keys")
            String description,

            @Schema(description = "The built-in roles that have it.", examples = "[\"administrator\", \"support\"]")
            List<String> roles,

            @Schema(description = "Whether it may be in a role of your own whose reach is narrower than ALL.")
            boolean anyReach) {}

    /** All of them; there is no second page. */
    public record PermissionList(List<PermissionView> items) {}

    @GET
    @Requires(AccessPermissions.ROLES_READ)
    @Operation(operationId = "listPermissions", summary = "List every permission there is")
    public PermissionList list() {
        return new PermissionList(permissions.all().stream().map(this::view).toList());
    }

    private PermissionView view(Permission permission) {
        return new PermissionView(
                permission.code(),
                permission.description(),
                permission.roles().stream().map(BuiltInRole::code).sorted().toList(),
                permissions.isScoped(permission.code()));
    }
}

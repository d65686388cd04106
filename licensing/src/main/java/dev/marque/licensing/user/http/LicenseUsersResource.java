package dev.marque.licensing.user.http;

import dev.marque.kernel.page.Page;
import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.user.NamedUsers;
import dev.marque.licensing.user.http.UserAnswer.LicenseUserView;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.PageParameters;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The people that a license is for, for staff. */
@Path("/api/v1/licenses/{id}/users")
@Tag(
        name = "Named users",
        description = "The people that a license is for. A refusal is an answer with a code: `done` is false.")
@RunOnVirtualThread
public class LicenseUsersResource {

    private final NamedUsers users;
    private final CurrentActor current;

    @Inject
    public LicenseUsersResource(NamedUsers users, CurrentActor current) {
        this.users = users;
        this.current = current;
    }

    @GET
    @Requires(LicensingPermissions.LICENSES_READ)
    @Operation(
            operationId = "listLicenseUsers",
            summary = "List who holds a seat of a license by name",
            description = "Newest first: who is assigned, who is invited, and whose seat cools off.")
    public Page<LicenseUserView> list(@PathParam("id") UUID id, @BeanParam PageParameters page) {
        return users.list(current.actor(), id, page.toRequest()).map(LicenseUserView::of);
    }

    @POST
    @Path("/invite")
    @Requires(LicensingPermissions.LICENSE_USERS_WRITE)
    @Operation(
            operationId = "inviteLicenseUser",
            summary = "Invite somebody to be a user of a license",
            description = "Keeps a seat until the invitation ends. The token is shown this once; the event"
                    + " license-user.invited tells of the invitation without it.")
    public UserAnswer invite(@PathParam("id") UUID id, @Valid @NotNull UserRequests.Person request) {
        return UserAnswer.of(users.invite(current.actor(), id, request.address()), null);
    }

    @POST
    @Path("/assign")
    @Requires(LicensingPermissions.LICENSE_USERS_WRITE)
    @Operation(
            operationId = "assignLicenseUser",
            summary = "Make somebody a user of a license",
            description = "Without an invitation. Who has a seat keeps it.")
    public UserAnswer assign(@PathParam("id") UUID id, @Valid @NotNull UserRequests.Person request) {
        return UserAnswer.of(users.assign(current.actor(), id, request.address()), null);
    }

    @POST
    @Path("/{userId}/release")
    @Requires(LicensingPermissions.LICENSE_USERS_WRITE)
    @Operation(
            operationId = "releaseLicenseUser",
            summary = "Take a seat, or an invitation, back from somebody",
            description = "The seat is for somebody else when it has cooled off, as the license's rules say.")
    public UserAnswer release(@PathParam("id") UUID id, @PathParam("userId") UUID userId) {
        return UserAnswer.of(users.release(current.actor(), id, userId), null);
    }
}

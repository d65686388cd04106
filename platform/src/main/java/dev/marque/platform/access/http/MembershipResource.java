package dev.marque.platform.access.http;

import dev.marque.platform.access.AccessPermissions;
import dev.marque.platform.access.Membership;
import dev.marque.platform.access.Memberships;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** In which team, and of which partner, a user is. */
@Path("/api/v1/users/{id}/membership")
@Tag(name = "Staff")
@RunOnVirtualThread
public class MembershipResource {

    private final Memberships memberships;
    private final CurrentActor current;

    @Inject
    public MembershipResource(Memberships memberships, CurrentActor current) {
        this.memberships = memberships;
        this.current = current;
    }

    @GET
    @Requires(AccessPermissions.TEAMS_READ)
    @Operation(operationId = "getMembership", summary = "See in which team and of which partner a user is")
    public Membership get(@PathParam("id") UUID id) {
        return memberships.get(current.actor(), id);
    }

    @PUT
    @Requires(AccessPermissions.TEAMS_WRITE)
    @Operation(
            operationId = "setMembership",
            summary = "Put a user into a team, or to a partner",
            description = "It counts from the user's next call. API keys keep the reach that they were made with.")
    public Membership set(@PathParam("id") UUID id, @Valid @NotNull Membership request) {
        return memberships.set(current.actor(), id, request);
    }
}

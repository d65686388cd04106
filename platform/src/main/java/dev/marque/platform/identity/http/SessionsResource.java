package dev.marque.platform.identity.http;

import dev.marque.kernel.page.Page;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.PageParameters;
import dev.marque.platform.http.Requires;
import dev.marque.platform.identity.OpenSessions;
import dev.marque.platform.identity.PeoplePermissions;
import dev.marque.platform.identity.PlatformPermissions;
import dev.marque.platform.identity.Session;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where the caller is signed in. */
@Path("/api/v1/me/sessions")
@Tag(name = "Sign-in")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SessionsResource {

    private final OpenSessions sessions;
    private final CurrentActor current;

    @Inject
    public SessionsResource(OpenSessions sessions, CurrentActor current) {
        this.sessions = sessions;
        this.current = current;
    }

    /** A sign-in, as its owner sees it. */
    public record OpenSession(
            UUID id,

            @Schema(examples = "Mozilla/5.0 (X11; Linux x86_64)") @Nullable String userAgent,

            @Schema(examples = "192.0.2.7") @Nullable String address,
            Instant startedAt,

            @Schema(description = "To within the 15 minutes of an access token.")
            Instant lastUsedAt,

            @Schema(description = "Whether it is the one that makes this call.")
            boolean current) {}

    @GET
    @Requires(PlatformPermissions.PROFILE_READ)
    @Operation(operationId = "listSessions", summary = "See where one is signed in")
    public Page<OpenSession> list(@BeanParam PageParameters page) {
        return sessions.list(current.actor(), page.toRequest()).map(this::view);
    }

    private OpenSession view(Session session) {
        return new OpenSession(
                session.id(),
                session.userAgent(),
                session.address(),
                session.startedAt(),
                session.lastUsedAt(),
                session.id().equals(current.actor().origin().session()));
    }

    @DELETE
    @Path("/{id}")
    @Requires(PeoplePermissions.PROFILE_WRITE)
    @Operation(operationId = "endSession", summary = "End one of one's own sign-ins")
    public void end(@PathParam("id") UUID id) {
        sessions.end(current.actor(), id);
    }

    @DELETE
    @Requires(PeoplePermissions.PROFILE_WRITE)
    @Operation(operationId = "endOtherSessions", summary = "End all of one's own sign-ins but this one")
    public void endOthers() {
        sessions.endOthers(current.actor());
    }
}

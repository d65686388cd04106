package dev.marque.platform.change.http;

import dev.marque.kernel.page.Page;
import dev.marque.platform.change.Event;
import dev.marque.platform.change.Events;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.PageParameters;
import dev.marque.platform.http.Requires;
import dev.marque.platform.identity.PlatformPermissions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What happened, for machines. */
@Path("/api/v1")
@Tag(name = "Events", description = "Every change leaves an event for machines.")
@RunOnVirtualThread
public class ChangesResource {

    private final Events events;
    private final CurrentActor current;

    @Inject
    public ChangesResource(Events events, CurrentActor current) {
        this.events = events;
        this.current = current;
    }

    @GET
    @Path("/events")
    @Requires(PlatformPermissions.EVENTS_READ)
    @Operation(operationId = "listEvents", summary = "Read events, newest first")
    public Page<Event> events(
            @Parameter(description = "Only events of this type, such as `license.revoked`.")
                    @QueryParam("type")
                    @Nullable String type,
            @BeanParam PageParameters page) {
        return events.list(current.actor(), type, page.toRequest());
    }
}

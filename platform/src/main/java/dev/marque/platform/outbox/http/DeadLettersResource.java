package dev.marque.platform.outbox.http;

import dev.marque.kernel.page.Page;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.PageParameters;
import dev.marque.platform.http.Requires;
import dev.marque.platform.identity.PlatformPermissions;
import dev.marque.platform.outbox.DeadLetter;
import dev.marque.platform.outbox.DeadLetters;
import dev.marque.platform.outbox.EventPermissions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Events that a consumer did not take. */
@Path("/api/v1/dead-letters")
@Tag(name = "Dead letters", description = "Events that a consumer did not take. Later events of the record wait.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DeadLettersResource {

    private final DeadLetters deadLetters;
    private final CurrentActor current;

    @Inject
    public DeadLettersResource(DeadLetters deadLetters, CurrentActor current) {
        this.deadLetters = deadLetters;
        this.current = current;
    }

    @GET
    @Requires(PlatformPermissions.EVENTS_READ)
    @Operation(operationId = "listDeadLetters", summary = "List dead letters, the latest first")
    public Page<DeadLetter> list(
            @Parameter(description = "Only those of this consumer, such as `webhooks`.")
                    @QueryParam("consumer")
                    @Nullable String consumer,
            @BeanParam PageParameters page) {
        return deadLetters.list(current.actor(), consumer, page.toRequest());
    }

    @GET
    @Path("/{id}")
    @Requires(PlatformPermissions.EVENTS_READ)
    @Operation(operationId = "getDeadLetter", summary = "Read a dead letter")
    public DeadLetter get(@PathParam("id") UUID id) {
        return deadLetters.get(current.actor(), id);
    }

    @POST
    @Path("/{id}/replay")
    @Requires(EventPermissions.EVENTS_WRITE)
    @Operation(
            operationId = "replayDeadLetter",
            summary = "Try a dead letter again",
            description =
                    "It goes back to its place in the order and is tried at once, with its attempts counted anew.")
    public void replay(@PathParam("id") UUID id) {
        deadLetters.replay(current.actor(), id);
    }

    @POST
    @Path("/{id}/skip")
    @Requires(EventPermissions.EVENTS_WRITE)
    @Operation(
            operationId = "skipDeadLetter",
            summary = "Give a dead letter up",
            description = "Its consumer never gets this event. The later events of the record go on.")
    public void skip(@PathParam("id") UUID id) {
        deadLetters.skip(current.actor(), id);
    }
}

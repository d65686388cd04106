package dev.marque.platform.webhook.http;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.PageParameters;
import dev.marque.platform.http.Problems;
import dev.marque.platform.http.Requires;
import dev.marque.platform.webhook.DeliveryFilter;
import dev.marque.platform.webhook.ReplayRange;
import dev.marque.platform.webhook.WebhookDeliveries;
import dev.marque.platform.webhook.WebhookDelivery;
import dev.marque.platform.webhook.WebhookPermissions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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

/** What was sent to an endpoint, and what waits for it. */
@Path("/api/v1/webhooks/{id}")
@Tag(name = "Webhooks", description = "Marque tells your systems what happened: signed, in order, at least once.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class WebhookDeliveriesResource {

    private final WebhookDeliveries deliveries;
    private final CurrentActor current;

    @Inject
    public WebhookDeliveriesResource(WebhookDeliveries deliveries, CurrentActor current) {
        this.deliveries = deliveries;
        this.current = current;
    }

    /** How many messages are sent again. */
    public record Replayed(int replayed) {}

    @GET
    @Path("/deliveries")
    @Requires(WebhookPermissions.WEBHOOKS_READ)
    @Operation(operationId = "listWebhookDeliveries", summary = "List a webhook's deliveries, newest first")
    public Page<WebhookDelivery> list(
            @PathParam("id") UUID id,
            @Parameter(description = "Only those in this state.") @QueryParam("state")
                    WebhookDelivery.@Nullable State state,
            @Parameter(description = "Only those of this event type, such as `license.revoked`.")
                    @QueryParam("eventType")
                    @Nullable String eventType,
            @BeanParam PageParameters page) {
        return deliveries.list(current.actor(), id, new DeliveryFilter(state, eventType), page.toRequest());
    }

    @GET
    @Path("/deliveries/{deliveryId}")
    @Requires(WebhookPermissions.WEBHOOKS_READ)
    @Operation(operationId = "getWebhookDelivery", summary = "Read a delivery with its body and every attempt")
    public WebhookDelivery.Detail get(@PathParam("id") UUID id, @PathParam("deliveryId") UUID deliveryId) {
        return deliveries.get(current.actor(), id, deliveryId);
    }

    @POST
    @Path("/deliveries/{deliveryId}/replay")
    @Requires(WebhookPermissions.WEBHOOKS_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "replayWebhookDelivery",
            summary = "Send a message again",
            description = "With the same `webhook-id` and body, at the end of the endpoint's queue.")
    public WebhookDelivery replay(@PathParam("id") UUID id, @PathParam("deliveryId") UUID deliveryId) {
        return deliveries.replay(current.actor(), id, deliveryId);
    }

    @POST
    @Path("/deliveries/{deliveryId}/skip")
    @Requires(WebhookPermissions.WEBHOOKS_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "skipWebhookDelivery",
            summary = "Give a waiting message up",
            description = "Messages of an endpoint are sent in order: one that it cannot take holds the others up.")
    public WebhookDelivery skip(@PathParam("id") UUID id, @PathParam("deliveryId") UUID deliveryId) {
        return deliveries.skip(current.actor(), id, deliveryId);
    }

    @POST
    @Path("/replay")
    @Requires(WebhookPermissions.WEBHOOKS_WRITE)
    @Operation(
            operationId = "replayWebhookDeliveries",
            summary = "Send the messages of a range of time again",
            description = "Those that were queued in this time and did not arrive, or all; at most 10,000 at once.")
    public Replayed replay(@PathParam("id") UUID id, @Valid @NotNull ReplayRange request) {
        return new Replayed(deliveries.replay(current.actor(), id, request));
    }
}

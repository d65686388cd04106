package dev.marque.platform.webhook.http;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.PageParameters;
import dev.marque.platform.http.Problems;
import dev.marque.platform.http.Requires;
import dev.marque.platform.webhook.NewWebhook;
import dev.marque.platform.webhook.Webhook;
import dev.marque.platform.webhook.WebhookEdit;
import dev.marque.platform.webhook.WebhookPermissions;
import dev.marque.platform.webhook.Webhooks;
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
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The endpoints that the vendor wants to be told at. */
@Path("/api/v1/webhooks")
@Tag(name = "Webhooks", description = "Marque tells your systems what happened: signed, in order, at least once.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class WebhooksResource {

    private final Webhooks webhooks;
    private final CurrentActor current;

    @Inject
    public WebhooksResource(Webhooks webhooks, CurrentActor current) {
        this.webhooks = webhooks;
        this.current = current;
    }

    /** How a secret is replaced. */
    public record Rotation(
            @Schema(
                    description = "For how long messages are signed with the previous secret too, at most `P7D`;"
                            + " `PT24H` if absent.",
                    type = SchemaType.STRING,
                    examples = "PT24H")
            @Nullable String overlap) {

        /** Read here: the JSON reader would take numbers for durations too. */
        @Nullable Duration duration() {
            try {
                return overlap == null ? null : Duration.parse(overlap);
            } catch (DateTimeParseException e) {
                throw ProblemException.invalid(FieldError.inBody("/overlap", "must be a duration such as PT24H"));
            }
        }
    }

    @POST
    @Requires(WebhookPermissions.WEBHOOKS_WRITE)
    @Operation(
            operationId = "createWebhook",
            summary = "Create a webhook",
            description = "From now on the endpoint is told of events of these types. Its secret is in this answer and"
                    + " nowhere else.")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = ShownWebhook.class)))
    public Response create(@Valid @NotNull NewWebhook request) {
        return Response.status(Response.Status.CREATED)
                .entity(ShownWebhook.of(webhooks.create(current.actor(), request)))
                .build();
    }

    @GET
    @Requires(WebhookPermissions.WEBHOOKS_READ)
    @Operation(operationId = "listWebhooks", summary = "List webhooks, without their secrets")
    public Page<Webhook> list(@BeanParam PageParameters page) {
        return webhooks.list(current.actor(), page.toRequest());
    }

    @GET
    @Path("/{id}")
    @Requires(WebhookPermissions.WEBHOOKS_READ)
    @Operation(operationId = "getWebhook", summary = "Read a webhook, and how its endpoint is doing")
    public Webhook get(@PathParam("id") UUID id) {
        return webhooks.get(current.actor(), id);
    }

    @PATCH
    @Path("/{id}")
    @Requires(WebhookPermissions.WEBHOOKS_WRITE)
    @Operation(
            operationId = "updateWebhook",
            summary = "Change a webhook",
            description = "While it is switched off, no events are queued for it, and what is queued waits.")
    public Webhook update(@PathParam("id") UUID id, @Valid @NotNull WebhookEdit request) {
        return webhooks.update(current.actor(), id, request);
    }

    @DELETE
    @Path("/{id}")
    @Requires(WebhookPermissions.WEBHOOKS_WRITE)
    @Operation(operationId = "deleteWebhook", summary = "Delete a webhook, with the log of its deliveries")
    public void delete(@PathParam("id") UUID id) {
        webhooks.delete(current.actor(), id);
    }

    @POST
    @Path("/{id}/rotate-secret")
    @Requires(WebhookPermissions.WEBHOOKS_WRITE)
    @Operation(
            operationId = "rotateWebhookSecret",
            summary = "Give a webhook a new secret",
            description = "During the overlap each message carries two signatures, so that the receiver can change over"
                    + " without losing one.")
    public ShownWebhook rotate(@PathParam("id") UUID id, @Valid @NotNull Rotation request) {
        return ShownWebhook.of(webhooks.rotateSecret(current.actor(), id, request.duration()));
    }

    @POST
    @Path("/{id}/ping")
    @Requires(WebhookPermissions.WEBHOOKS_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "pingWebhook",
            summary = "Send a test message",
            description = "A message of type `webhook.pinged` is queued for this endpoint alone, and what waits before"
                    + " it is tried at once. The log of deliveries shows what came of it.")
    public void ping(@PathParam("id") UUID id) {
        webhooks.ping(current.actor(), id);
    }
}

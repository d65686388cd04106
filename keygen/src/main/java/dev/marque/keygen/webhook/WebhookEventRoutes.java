package dev.marque.keygen.webhook;

import static dev.marque.platform.webhook.WebhookPermissions.WEBHOOKS_READ;
import static dev.marque.platform.webhook.WebhookPermissions.WEBHOOKS_WRITE;

import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.Paging;
import dev.marque.keygen.route.Reply;
import dev.marque.keygen.route.Route;
import dev.marque.keygen.route.RouteSource;
import dev.marque.keygen.route.Walk;
import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Ids;
import dev.marque.platform.webhook.FormDeliveries;
import dev.marque.platform.webhook.FormDeliveries.Sent;
import dev.marque.platform.webhook.WebhookDeliveries;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** What was sent to Keygen's receivers, and sending it again. */
@Singleton
public class WebhookEventRoutes implements RouteSource {

    private static final String EVENTS = "events";

    private final FormDeliveries sent;
    private final WebhookDeliveries deliveries;

    @Inject
    WebhookEventRoutes(FormDeliveries sent, WebhookDeliveries deliveries) {
        this.sent = sent;
        this.deliveries = deliveries;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/webhook-events", this::list, WEBHOOKS_READ),
                Route.of("GET", "/webhook-events/{id}", this::show, WEBHOOKS_READ),
                Route.of("POST", "/webhook-events/{id}/actions/retry", this::retry, WEBHOOKS_WRITE));
    }

    private Reply list(Call call) {
        List<String> names = call.query().texts(EVENTS).orElse(List.of());
        names.stream().filter(name -> !EventNames.isKnown(name)).findFirst().ifPresent(name -> {
            throw Failure.badParameter(EVENTS, "no webhook is sent for the event '" + name + "'", null);
        });
        List<String> types = names.contains(EventNames.ALL) ? List.of() : EventNames.types(names);
        return Paging.list(
                call,
                Walk.over(request -> sent.list(call.actor(), KeygenForm.NAME, types, request)),
                found -> EventDocument.of(call.links(), found));
    }

    private Reply show(Call call) {
        return Reply.of(EventDocument.of(call.links(), find(call)));
    }

    /** Sends it again, with the same bytes: by its id, receivers know that they had it. */
    private Reply retry(Call call) {
        Sent before = find(call);
        Sent again = sent.get(
                call.actor(),
                KeygenForm.NAME,
                deliveries.replay(call.actor(), before.webhookId(), before.id()).id());
        return Reply.created(EventDocument.of(call.links(), again), call.links().to("webhook-events/" + again.id()));
    }

    private Sent find(Call call) {
        return sent.get(call.actor(), KeygenForm.NAME, Ids.need("webhook event", call.path("id")));
    }
}

package dev.marque.keygen.webhook;

import static dev.marque.platform.webhook.WebhookPermissions.WEBHOOKS_READ;
import static dev.marque.platform.webhook.WebhookPermissions.WEBHOOKS_WRITE;

import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.Paging;
import dev.marque.keygen.route.Reply;
import dev.marque.keygen.route.Route;
import dev.marque.keygen.route.RouteSource;
import dev.marque.keygen.route.Walk;
import dev.marque.keygen.wire.Body;
import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Fields;
import dev.marque.keygen.wire.Ids;
import dev.marque.keygen.wire.Links;
import dev.marque.keygen.wire.Moments;
import dev.marque.keygen.wire.Resource;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.platform.webhook.NewForm;
import dev.marque.platform.webhook.NewWebhook;
import dev.marque.platform.webhook.Webhook;
import dev.marque.platform.webhook.WebhookEdit;
import dev.marque.platform.webhook.Webhooks;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where webhooks are sent: the endpoints of our own API. Those that are made here get Keygen's documents. */
@Singleton
public class WebhookEndpointRoutes implements RouteSource {

    private static final String URL = "url";
    private static final String SUBSCRIPTIONS = "subscriptions";
    private static final String ALGORITHM = "signatureAlgorithm";
    private static final Set<String> KNOWN = Set.of(URL, SUBSCRIPTIONS, ALGORITHM);
    private static final int LONGEST_URL = 2000;
    private static final int MOST_SUBSCRIPTIONS = 1000;

    private final Webhooks webhooks;

    @Inject
    WebhookEndpointRoutes(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/webhook-endpoints", this::list, WEBHOOKS_READ),
                Route.of("POST", "/webhook-endpoints", this::create, WEBHOOKS_WRITE),
                Route.of("GET", "/webhook-endpoints/{id}", this::show, WEBHOOKS_READ),
                Route.of("PATCH", "/webhook-endpoints/{id}", this::update, WEBHOOKS_WRITE),
                Route.of("PUT", "/webhook-endpoints/{id}", this::update, WEBHOOKS_WRITE),
                Route.of("DELETE", "/webhook-endpoints/{id}", this::delete, WEBHOOKS_WRITE));
    }

    private Reply list(Call call) {
        return Paging.list(
                call,
                Walk.over(request -> webhooks.list(call.actor(), request)),
                webhook -> view(call.links(), webhook));
    }

    private Reply show(Call call) {
        return Reply.of(view(call.links(), find(call)));
    }

    private Reply create(Call call) {
        Fields attributes = Body.needAttributes(call.body().data("webhook-endpoint", "webhook-endpoints"), KNOWN);
        attributes.needText(URL);
        NewWebhook wanted =
                new NewWebhook(url(attributes).orElseThrow(), types(attributes).orElse(List.of(EventNames.ALL)), "");
        NewForm form =
                new NewForm(KeygenForm.NAME, algorithm(attributes).orElse(SignatureAlgorithm.ED25519.fileName()));
        Webhook made = webhooks.create(call.actor(), wanted, form).webhook();
        return Reply.created(view(call.links(), made), call.links().to("webhook-endpoints/" + made.id()));
    }

    private Reply update(Call call) {
        Webhook before = find(call);
        Fields attributes = Body.needAttributes(call.body().data("webhook-endpoint", "webhook-endpoints"), KNOWN);
        Optional<String> algorithm = algorithm(attributes);
        if (algorithm.isPresent() && !KeygenForm.NAME.equals(before.form())) {
            throw Failure.unsupported(
                    attributes.at(ALGORITHM),
                    "was made in Marque's own API: its messages are Standard Webhooks, signed by a secret");
        }
        WebhookEdit edit =
                new WebhookEdit(url(attributes).orElse(null), types(attributes).orElse(null), null, null);
        Webhook after = webhooks.update(call.actor(), before.id(), edit, algorithm.orElse(null));
        return Reply.of(view(call.links(), after));
    }

    private Reply delete(Call call) {
        webhooks.delete(call.actor(), find(call).id());
        return Reply.none();
    }

    private Webhook find(Call call) {
        return webhooks.get(call.actor(), Ids.need("webhook endpoint", call.path("id")));
    }

    private static Optional<String> url(Fields attributes) {
        Optional<String> url = attributes.text(URL);
        url.filter(text -> text.length() > LONGEST_URL).ifPresent(_ -> {
            throw Failure.unprocessable(
                    attributes.at(URL), "URL_TOO_LONG", "is too long (maximum is " + LONGEST_URL + " characters)");
        });
        return url;
    }

    /** Our types of events for the names that were sent. */
    private static Optional<List<String>> types(Fields attributes) {
        return attributes.texts(SUBSCRIPTIONS).map(names -> {
            String place = attributes.at(SUBSCRIPTIONS);
            if (names.isEmpty() || names.size() > MOST_SUBSCRIPTIONS) {
                throw Failure.unprocessable(
                        place,
                        names.isEmpty() ? "SUBSCRIPTIONS_TOO_SHORT" : "SUBSCRIPTIONS_TOO_LONG",
                        "must have 1 to " + MOST_SUBSCRIPTIONS + " webhook event subscriptions");
            }
            names.stream().filter(name -> !EventNames.isKnown(name)).findFirst().ifPresent(name -> {
                throw EventNames.isNeverTold(name)
                        ? Failure.unsupported(place, "has '" + name + "', which Marque tells nobody")
                        : Failure.unprocessable(
                                place,
                                "SUBSCRIPTIONS_NOT_ALLOWED",
                                "unsupported webhook event type for subscription: '" + name + "'");
            });
            return EventNames.types(names);
        });
    }

    private static Optional<String> algorithm(Fields attributes) {
        Optional<String> algorithm = attributes.text(ALGORITHM);
        algorithm.filter(name -> SignatureAlgorithm.ofFileName(name).isEmpty()).ifPresent(_ -> {
            throw Failure.unprocessable(
                    attributes.at(ALGORITHM), "SIGNATURE_ALGORITHM_NOT_ALLOWED", "unsupported signature algorithm");
        });
        return algorithm;
    }

    private static Map<String, @Nullable Object> view(Links links, Webhook webhook) {
        return new Resource("webhook-endpoints", webhook.id(), links)
                .attribute(URL, webhook.url())
                .attribute(SUBSCRIPTIONS, EventNames.subscriptions(webhook.eventTypes()))
                .attribute(ALGORITHM, KeygenForm.NAME.equals(webhook.form()) ? webhook.signatureAlgorithm() : null)
                .attribute("created", Moments.text(webhook.createdAt()))
                .attribute("updated", Moments.text(webhook.updatedAt()))
                .relationship("environment", links.one("", "environments", null))
                .done();
    }
}

package dev.marque.app.keygen;

/** Endpoints of webhooks. What is sent to them, {@link KeygenWebhooksTest} is about. */
final class WebhookCases extends CaseList {

    private static final String TYPE_NAME = "webhook-endpoints";
    private static final String URL = "\"url\": \"https://hooks.example.com/keygen\"";
    private static final String NEVER_SENT = "nothing was sent to any endpoint of the scene";

    WebhookCases() {
        list("/webhook-endpoints", "/webhook-endpoints");
        add("POST /webhook-endpoints", "/webhook-endpoints")
                .sends(document(TYPE_NAME, URL + ", \"subscriptions\": [\"release.deleted\"]"))
                .answers(201)
                .refuses(document(TYPE_NAME, "\"url\": \"nowhere\""), "/data/attributes/url")
                .refuses(document(TYPE_NAME, URL + ", \"subscriptions\": []"), "/data/attributes/subscriptions")
                .refuses(document(TYPE_NAME, URL + ", \"subscriptions\": [1]"), "/data/attributes/subscriptions/0")
                .refuses(
                        document(TYPE_NAME, URL + ", \"subscriptions\": [\"license.bought\"]"),
                        "/data/attributes/subscriptions")
                .refuses(
                        document(TYPE_NAME, URL + ", \"signatureAlgorithm\": \"md5\""),
                        "/data/attributes/signatureAlgorithm")
                .concernsNobodyElse("it names nothing that is there");
        show("/webhook-endpoints/{id}", "/webhook-endpoints/$endpoint");
        update("/webhook-endpoints/{id}", "/webhook-endpoints/$endpoint", TYPE_NAME, URL);
        remove("/webhook-endpoints/{id}", "/webhook-endpoints/$endpoint");
        list("/webhook-events", "/webhook-events");
        add("GET /webhook-events/{id}", "/webhook-events/$endpoint")
                .answers(404)
                .takesNoInput()
                .concernsNobodyElse(NEVER_SENT);
        add("POST /webhook-events/{id}/actions/retry", "/webhook-events/$endpoint/actions/retry")
                .answers(404)
                .takesNoInput()
                .concernsNobodyElse(NEVER_SENT);
    }
}

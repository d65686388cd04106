package dev.marque.platform.webhook;

import dev.marque.kernel.id.Ids;
import dev.marque.platform.observe.TraceContext;
import dev.marque.platform.secrets.SecretBox;
import dev.marque.platform.tenant.TenantId;
import io.opentelemetry.api.trace.SpanKind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Sends an endpoint what waits for it, one after the other, until one fails or others shall have their turn. */
final class EndpointRun {

    private static final Duration TURN = Duration.ofSeconds(20);

    private final WebhookQueue queue;
    private final WebhookSender sender;
    private final SecretBox secretBox;
    private final WebhookForms forms;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final Ids ids;

    EndpointRun(
            WebhookQueue queue,
            WebhookSender sender,
            SecretBox secretBox,
            WebhookForms forms,
            RandomGenerator random,
            InstantSource clock,
            Ids ids) {
        this.queue = queue;
        this.sender = sender;
        this.secretBox = secretBox;
        this.forms = forms;
        this.random = random;
        this.clock = clock;
        this.ids = ids;
    }

    void run(DueEndpoint endpoint) {
        long end = System.nanoTime() + TURN.toNanos();
        try {
            Optional<Outgoing> next = queue.next(endpoint);
            while (next.isPresent() && traced(endpoint, next.get()) && System.nanoTime() - end < 0) {
                next = queue.next(endpoint);
            }
        } finally {
            queue.release(endpoint);
        }
    }

    private boolean traced(DueEndpoint endpoint, Outgoing message) {
        return TraceContext.continued(
                message.traceparent(),
                "webhook " + message.eventType(),
                SpanKind.CLIENT,
                () -> arrived(endpoint, message));
    }

    private boolean arrived(DueEndpoint endpoint, Outgoing message) {
        UUID attempt = ids.next();
        Instant at = clock.instant();
        URI url = URI.create(message.url());
        byte[] body = message.body().getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = headers(endpoint.tenant(), message, attempt, at);
        if (message.form() != null) {
            headers.putAll(forms.named(message.form())
                    .headers(new WebhookForm.Request(endpoint.tenant(), url, at, body, message.signatureAlgorithm())));
        }
        SendResult result = sender.post(url, headers, body);
        if (result.isDelivered()) {
            SendOutcome.ATTEMPTS.add(SendOutcome.DELIVERED);
            queue.delivered(endpoint, message, attempt, at, result);
            return true;
        }
        int failures = message.consecutiveFailures() + 1;
        Optional<Duration> pause = RetrySchedule.pause(failures, result.askedPause(at), random);
        SendOutcome.ATTEMPTS.add(result.isGone() || pause.isEmpty() ? SendOutcome.GIVEN_UP : SendOutcome.FAILED);
        if (result.isGone()) {
            queue.givenUp(endpoint, message, attempt, at, result, "It answered 410 Gone.");
        } else if (pause.isEmpty()) {
            queue.givenUp(endpoint, message, attempt, at, result, "It failed " + failures + " times in a row.");
        } else {
            queue.failed(endpoint, message, attempt, at, result, at.plus(pause.get()));
        }
        return false;
    }

    private Map<String, String> headers(TenantId tenant, Outgoing message, UUID attempt, Instant at) {
        String id = message.eventId().toString();
        Map<String, String> headers = new HashMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(at.getEpochSecond()));
        headers.put("webhook-signature", WebhookSecret.header(secrets(tenant, message, at), id, at, message.body()));
        headers.put("marque-request-id", attempt.toString());
        String traceparent = TraceContext.current();
        if (traceparent != null) {
            headers.put(TraceContext.TRACEPARENT, traceparent);
        }
        return headers;
    }

    private List<WebhookSecret> secrets(TenantId tenant, Outgoing message, Instant at) {
        List<WebhookSecret> secrets = new ArrayList<>();
        secrets.add(open(tenant, message.secretSealed()));
        if (message.previousSecretSealed() != null
                && message.previousSecretUntil() != null
                && at.isBefore(message.previousSecretUntil())) {
            secrets.add(open(tenant, message.previousSecretSealed()));
        }
        return secrets;
    }

    private WebhookSecret open(TenantId tenant, byte[] sealed) {
        return WebhookSecret.ofBytes(secretBox.open(tenant, Webhooks.SECRET_PURPOSE, sealed));
    }
}

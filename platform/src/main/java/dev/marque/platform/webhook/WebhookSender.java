package dev.marque.platform.webhook;

import dev.marque.platform.outgoing.AddressRules;
import dev.marque.platform.outgoing.CheckedClients;
import dev.marque.platform.outgoing.CheckedResolver;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request to an address that somebody else chose: to allowed addresses only, without following redirects,
 * without a proxy, without cookies, each on a connection of its own, within a fixed time, and reading no more of the
 * answer than is kept. Thread-safe.
 */
final class WebhookSender implements AutoCloseable {

    /** How much of an answer is read and kept. */
    static final int ANSWER_BYTES = 1024;

    private static final int LONGEST_ERROR = 300;

    /**
     * How long things may take.
     *
     * @param whole for the whole request: an answer that drips does not hold us longer
     */
    record Limits(Duration connect, Duration silence, Duration whole) {
        static final Limits STANDARD =
                new Limits(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20));
    }

    private final CloseableHttpClient client;
    private final Duration whole;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webhook-timer").factory());

    WebhookSender(AddressRules rules) {
        this(rules, InetAddress::getAllByName, Limits.STANDARD);
    }

    WebhookSender(AddressRules rules, CheckedResolver.Names names, Limits limits) {
        this.whole = limits.whole();
        this.client = CheckedClients.create(
                new CheckedResolver(rules, names), limits.connect(), limits.silence(), "Marque-Webhooks/1");
    }

    /** Sends. Whatever goes wrong is in the result. */
    SendResult post(URI url, Map<String, String> headers, byte[] body) {
        long start = System.nanoTime();
        HttpPost request = new HttpPost(url);
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        Future<?> deadline = timer.schedule(request::abort, whole.toMillis(), TimeUnit.MILLISECONDS);
        try (ClassicHttpResponse response = client.executeOpen(null, request, null)) {
            return new SendResult(response.getCode(), retryAfter(response), beginning(response), null, since(start));
        } catch (IOException | RuntimeException e) {
            return new SendResult(null, null, null, reason(request, e), since(start));
        } finally {
            deadline.cancel(false);
            // What is left of the answer is not read.
            request.abort();
        }
    }

    private static @Nullable String retryAfter(ClassicHttpResponse response) {
        Header field = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        return field == null ? null : field.getValue();
    }

    private static @Nullable String beginning(ClassicHttpResponse response) {
        if (response.getEntity() == null) {
            return null;
        }
        try {
            InputStream content = response.getEntity().getContent();
            return new String(content.readNBytes(ANSWER_BYTES), StandardCharsets.UTF_8).replace('\0', ' ');
        } catch (IOException e) {
            // The status is what counts.
            return null;
        }
    }

    private String reason(HttpPost request, Exception e) {
        if (request.isAborted()) {
            return "no answer within " + whole.toSeconds() + " s";
        }
        String text = (e.getClass().getSimpleName() + ": " + e.getMessage()).replace('\0', ' ');
        return text.substring(0, Math.min(text.length(), LONGEST_ERROR));
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }
}

package dev.marque.platform.identity.oidc;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.outgoing.CheckedClients;
import dev.marque.platform.outgoing.CheckedResolver;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;

/**
 * Calls providers: only at allowed addresses, never following a redirect, with an end to the time and to the size of
 * what is read. Thread-safe.
 */
@Singleton
class ProviderHttp {

    private static final System.Logger LOG = System.getLogger(ProviderHttp.class.getName());
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    /** For all of one call, the last byte included. */
    static final Duration CALL_TIMEOUT = Duration.ofSeconds(8);

    static final int MAX_BODY_BYTES = 256 * 1024;

    /** An answer, whatever its status. */
    record Reply(int status, String body) {

        @Override
        public String toString() {
            return "Reply[" + status + "]";
        }
    }

    private final ProviderAddresses addresses;
    private final Duration callTimeout;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("provider-timer").factory());

    @Inject
    ProviderHttp(ProviderAddresses addresses) {
        this(addresses, InetAddress::getAllByName, CALL_TIMEOUT);
    }

    ProviderHttp(ProviderAddresses addresses, CheckedResolver.Names names, Duration callTimeout) {
        this.addresses = addresses;
        this.callTimeout = callTimeout;
        // The timer ends what takes too long, silence included.
        this.client = CheckedClients.create(
                new CheckedResolver(addresses.rules(), names),
                CONNECT_TIMEOUT,
                callTimeout.multipliedBy(2),
                "Marque-Sign-In/1");
    }

    @PreDestroy
    void close() {
        timer.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }

    /** @throws ProblemException IDENTITY_PROVIDER_FAILED if there is no answer within the limits */
    Reply get(URI address) {
        return get(address, "");
    }

    /**
     * Asks as somebody.
     *
     * @param authorization the header; empty for none
     * @throws ProblemException IDENTITY_PROVIDER_FAILED if there is no answer within the limits
     */
    Reply get(URI address, String authorization) {
        return send(address, new HttpGet(checked(address)), authorization);
    }

    /**
     * Sends a form.
     *
     * @param authorization the header; empty for none
     * @throws ProblemException IDENTITY_PROVIDER_FAILED if there is no answer within the limits
     */
    Reply post(URI address, String form, String authorization) {
        HttpPost request = new HttpPost(checked(address));
        request.setEntity(new StringEntity(form, ContentType.APPLICATION_FORM_URLENCODED));
        return send(address, request, authorization);
    }

    private URI checked(URI address) {
        if (!addresses.isAllowed(address)) {
            throw ProviderFailure.because("names an address that is not https, or not allowed: " + address);
        }
        return address;
    }

    private Reply send(URI address, HttpUriRequestBase request, String authorization) {
        request.setHeader("Accept", "application/json");
        if (!authorization.isEmpty()) {
            request.setHeader("Authorization", authorization);
        }
        Future<?> deadline = timer.schedule(request::abort, callTimeout.toMillis(), TimeUnit.MILLISECONDS);
        try (ClassicHttpResponse response = client.executeOpen(null, request, null)) {
            return new Reply(response.getCode(), body(request, response));
        } catch (CheckedResolver.AddressNotAllowed e) {
            throw failed(address, "is at an address that is not allowed", e);
        } catch (TooMuch e) {
            throw failed(address, "answers too much", e);
        } catch (IOException | RuntimeException e) {
            throw failed(address, request.isAborted() ? "did not answer in time" : "cannot be reached", e);
        } finally {
            deadline.cancel(false);
            // What is left of the answer is not read.
            request.abort();
        }
    }

    private static String body(HttpUriRequestBase request, ClassicHttpResponse response) throws IOException {
        if (response.getEntity() == null) {
            return "";
        }
        InputStream content = response.getEntity().getContent();
        byte[] body = content.readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            // Before the answer is closed: that would read the rest of it.
            request.abort();
            throw new TooMuch();
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The answer is longer than {@link #MAX_BODY_BYTES}. */
    private static final class TooMuch extends IOException {

        private static final long serialVersionUID = 1L;

        TooMuch() {
            super("more than " + MAX_BODY_BYTES + " bytes");
        }
    }

    private static ProblemException failed(URI address, String what, Exception cause) {
        LOG.log(Level.WARNING, "identity provider at " + address + " " + what + ": " + cause);
        return ProviderFailure.because(what);
    }
}

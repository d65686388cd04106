package dev.marque.platform.identity.oidc;

import dev.marque.kernel.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @Inject
    ProviderHttp(ProviderAddresses addresses) {
        this(addresses, CALL_TIMEOUT);
    }

    ProviderHttp(ProviderAddresses addresses, Duration callTimeout) {
        this.addresses = addresses;
        this.callTimeout = callTimeout;
    }

    /** @throws ProblemException IDENTITY_PROVIDER_FAILED if there is no answer within the limits */
    Reply get(URI address) {
        return send(address, HttpRequest.newBuilder(checked(address)));
    }

    /**
     * Sends a form.
     *
     * @param authorization the header; empty for none
     * @throws ProblemException IDENTITY_PROVIDER_FAILED if there is no answer within the limits
     */
    Reply post(URI address, String form, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(checked(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return send(address, request);
    }

    private URI checked(URI address) {
        if (!addresses.isAllowed(address)) {
            throw ProviderFailure.because("names an address that is not https: " + address);
        }
        return address;
    }

    private Reply send(URI address, HttpRequest.Builder request) {
        CompletableFuture<HttpResponse<byte[]>> call = client.sendAsync(
                request.header("Accept", "application/json").build(),
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BODY_BYTES));
        try {
            HttpResponse<byte[]> response = call.get(callTimeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
        } catch (TimeoutException e) {
            throw failed(address, "did not answer in time", e);
        } catch (ExecutionException e) {
            throw failed(address, "cannot be reached, or answers too much", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(address, "was not waited for, since Marque stops", e);
        } finally {
            call.cancel(true);
        }
    }

    private static ProblemException failed(URI address, String what, Exception cause) {
        LOG.log(Level.WARNING, "identity provider at " + address + " " + what + ": " + cause);
        return ProviderFailure.because(what);
    }
}

package dev.marque.keygen.route;

import dev.marque.keygen.wire.Failure;
import dev.marque.keys.answer.AnswerSignature;
import dev.marque.keys.answer.AnswerSignature.Headers;
import dev.marque.keys.json.Json;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.keys.sign.SignatureProvider;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.ProblemBody;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.signing.Signing;
import dev.marque.platform.signing.SigningKeys;
import dev.marque.platform.tenant.TenantId;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Finishes every answer below {@code /v1}, also those that never reached a route: problems become error documents, and the
 * very bytes that are sent are signed.
 */
@Provider
public class AnswerFilter implements ContainerResponseFilter {

    static final MediaType DOCUMENT = new MediaType("application", "vnd.api+json");
    private static final String NEWEST = "1.8";

    private final CurrentActor current;
    /** Asked at the first answer, not before: filters are made before the configuration is read. */
    private final Instance<SigningKeys> keys;

    private final SignatureProvider signatures;
    private final LimitHeaders limits;
    private final InstantSource clock;

    @Inject
    public AnswerFilter(
            CurrentActor current,
            Instance<SigningKeys> keys,
            SignatureProvider signatures,
            LimitHeaders limits,
            InstantSource clock) {
        this.current = current;
        this.keys = keys;
        this.signatures = signatures;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!request.getUriInfo().getPath().startsWith("/v1/")) {
            return;
        }
        byte[] body = body(request, response);
        MultivaluedMap<String, Object> headers = response.getHeaders();
        String version = request.getHeaderString(Router.VERSION);
        headers.putSingle(Router.VERSION, version == null || version.isBlank() ? NEWEST : version.strip());
        headers.putSingle("Cache-Control", "no-transform, no-store, max-age=0");
        limits.add(headers);
        current.known().ifPresent(actor -> bearer(actor, headers));
        TenantId account = account(request);
        if (account != null) {
            headers.putSingle("Keygen-Account", account.toString());
            sign(request, account, body, headers);
        }
    }

    private static void bearer(Actor actor, MultivaluedMap<String, Object> headers) {
        headers.putSingle("Keygen-Bearer", actor.id().toString());
        if (!actor.environment().equals(dev.marque.platform.tenant.EnvironmentCode.PRODUCTION)) {
            headers.putSingle("Keygen-Environment", actor.environment().value());
        }
    }

    private @Nullable TenantId account(ContainerRequestContext request) {
        return request.getProperty(Router.ACCOUNT) instanceof TenantId account
                ? account
                : current.known().map(Actor::tenant).orElse(null);
    }

    private byte[] body(ContainerRequestContext request, ContainerResponseContext response) {
        boolean byKey =
                request.getProperty(Router.PRESENTED) instanceof Presented presented && presented.licenseKey() != null;
        return switch (response.getEntity()) {
            case byte[] bytes -> {
                boolean document = DOCUMENT.equals(response.getMediaType());
                response.setEntity(bytes, new Annotation[0], document ? type(request) : response.getMediaType());
                yield bytes;
            }
            case Failure failure -> failed(request, response, failure);
            case ProblemBody problem -> failed(request, response, Problems.of(problem, byKey));
            case null, default -> new byte[0];
        };
    }

    private byte[] failed(ContainerRequestContext request, ContainerResponseContext response, Failure failure) {
        byte[] bytes = Json.writeBytes(failure.document(current.origin().requestId()));
        response.setStatus(failure.status());
        response.setEntity(bytes, new Annotation[0], type(request));
        return bytes;
    }

    /** As the caller wants it: plain JSON only for who asks for that and not for JSON:API. */
    private static MediaType type(ContainerRequestContext request) {
        String accept = request.getHeaderString(HttpHeaders.ACCEPT);
        return accept != null && accept.contains("application/json") && !accept.contains("vnd.api+json")
                ? MediaType.APPLICATION_JSON_TYPE
                : DOCUMENT;
    }

    private void sign(
            ContainerRequestContext request, TenantId account, byte[] body, MultivaluedMap<String, Object> headers) {
        AnswerSignature.Request signed = signed(request);
        SignatureAlgorithm algorithm = algorithm(request, account);
        if (signed == null || algorithm == null || !Thread.currentThread().isVirtual()) {
            return;
        }
        Instant now = clock.instant();
        Signing.SIGNATURES.add(algorithm);
        Headers made = AnswerSignature.sign(
                keys.get().active(account, algorithm), account.toString(), signed, now, body, signatures);
        headers.putSingle(HttpHeaders.DATE, made.date());
        headers.putSingle("Digest", made.digest());
        headers.putSingle("Keygen-Signature", made.signature());
        headers.putSingle("Keygen-Date", made.date());
        headers.putSingle("Keygen-Digest", made.digest());
    }

    private static @Nullable SignatureAlgorithm algorithm(ContainerRequestContext request, TenantId account) {
        try {
            return AcceptedSignature.of(request, account);
        } catch (Failure refused) {
            return null;
        }
    }

    /** Method, address and host as the caller sent them; null for what cannot be signed. */
    private static AnswerSignature.@Nullable Request signed(ContainerRequestContext request) {
        try {
            var uri = request.getUriInfo().getRequestUri();
            String host = request.getHeaderString(HttpHeaders.HOST);
            return new AnswerSignature.Request(
                    request.getMethod(),
                    uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()),
                    host == null ? uri.getRawAuthority() : host);
        } catch (RuntimeException malformed) {
            return null;
        }
    }
}

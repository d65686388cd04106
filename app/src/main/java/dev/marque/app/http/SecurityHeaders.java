package dev.marque.app.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Headers that keep browsers from doing what no page of ours needs. Set before anything else handles the request, so
 * that refusals of the HTTP layer itself carry them too.
 */
@Singleton
public class SecurityHeaders {

    private static final int FIRST = 10_000;

    /** Revocation lists are the same for all, and say themselves how long they may be kept. */
    private static final String FOR_EVERYBODY = "/api/v1/revocations";

    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    /** The readers of our OpenAPI style themselves in line and run workers; they still load nothing from elsewhere. */
    private static final String DOCUMENTATION = "default-src 'self'; script-src 'self' 'unsafe-inline'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; worker-src blob:; frame-ancestors 'none'";

    void register(@Observes Filters filters) {
        filters.register(SecurityHeaders::add, FIRST);
    }

    private static void add(RoutingContext request) {
        MultiMap headers = request.response().headers();
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        String path = request.normalizedPath();
        boolean documentation = path.startsWith("/problems/")
                || path.startsWith("/docs")
                || path.startsWith("/redoc")
                || path.startsWith("/webjars/");
        headers.set("Content-Security-Policy", documentation ? DOCUMENTATION : NOTHING);
        if (path.startsWith("/api/") && !path.equals(FOR_EVERYBODY)) {
            headers.set("Cache-Control", "no-store");
        }
        if (request.request().isSSL()) {
            headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
        request.next();
    }
}

package dev.marque.app.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

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

    /** Checked and hashed once, not for each answer. */
    private record Header(CharSequence name, CharSequence value) {

        static Header of(String name, String value) {
            return new Header(HttpHeaders.createOptimized(name), HttpHeaders.createOptimized(value));
        }

        void set(MultiMap headers) {
            headers.set(name, value);
        }
    }

    private static final List<Header> ALWAYS = List.of(
            Header.of("X-Content-Type-Options", "nosniff"),
            Header.of("X-Frame-Options", "DENY"),
            Header.of("Referrer-Policy", "no-referrer"),
            Header.of("Cross-Origin-Opener-Policy", "same-origin"),
            Header.of("Cross-Origin-Resource-Policy", "same-origin"),
            Header.of("Permissions-Policy", "camera=(), geolocation=(), microphone=()"));
    private static final Header NOTHING_IS_LOADED = Header.of("Content-Security-Policy", NOTHING);
    private static final Header FOR_READERS = Header.of("Content-Security-Policy", DOCUMENTATION);
    private static final Header NOT_KEPT = Header.of("Cache-Control", "no-store");
    private static final Header ENCRYPTED =
            Header.of("Strict-Transport-Security", "max-age=31536000; includeSubDomains");

    void register(@Observes Filters filters) {
        filters.register(SecurityHeaders::add, FIRST);
    }

    private static void add(RoutingContext request) {
        MultiMap headers = request.response().headers();
        for (Header header : ALWAYS) {
            header.set(headers);
        }
        String path = request.normalizedPath();
        boolean documentation = path.startsWith("/problems/")
                || path.startsWith("/docs")
                || path.startsWith("/redoc")
                || path.startsWith("/webjars/");
        (documentation ? FOR_READERS : NOTHING_IS_LOADED).set(headers);
        if (path.startsWith("/api/") && !path.equals(FOR_EVERYBODY)) {
            NOT_KEPT.set(headers);
        }
        if (request.request().isSSL()) {
            ENCRYPTED.set(headers);
        }
        request.next();
    }
}

package dev.marque.app.openapi;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Leads from {@code /redoc} to the page, which the server has only under the folder's name. */
@Singleton
public class Redoc {

    private static final int FOUND = 302;

    void register(@Observes Router router) {
        // As a pattern, since a plain route would take the address with the slash too, and lead it to itself.
        router.getWithRegex("/redoc").handler(request -> request.response()
                .setStatusCode(FOUND)
                .putHeader(HttpHeaders.LOCATION, "/redoc/")
                .end());
    }
}

package dev.marque.app.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Ends a connection over which calls are sent one after the other while the answers are not read: they would all be kept in
 * memory. Whoever waits for an answer before the next call never meets this.
 */
@Singleton
public class UnreadAnswers {

    private static final int BEFORE_EVERYTHING = 10_001;

    void register(@Observes Filters filters) {
        filters.register(UnreadAnswers::check, BEFORE_EVERYTHING);
    }

    private static void check(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (request.response().writeQueueFull() && request.version() != HttpVersion.HTTP_2) {
            request.connection().close();
        } else {
            routing.next();
        }
    }
}

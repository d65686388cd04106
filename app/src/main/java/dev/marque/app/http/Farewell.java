package dev.marque.app.http;

import io.quarkus.smallrye.health.runtime.ShutdownReadinessCheck;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells callers to come back over another connection, from the moment on when the process was told to stop: a balancer then leads
 * them to another process. Requests are still served for as long as {@code marque.stop-delay} says.
 */
@Singleton
public class Farewell {

    private static final int BEFORE_EVERYTHING = 10_000;
    private static final int AFTER_THE_HOT_PATH = 7_000;
    private static final Duration ASK_AGAIN = Duration.ofMillis(50);
    private static final Duration STREAMS_END = Duration.ofSeconds(10);

    private final ShutdownReadinessCheck readiness;
    private volatile boolean leaving;

    @Inject
    public Farewell(@Readiness ShutdownReadinessCheck readiness) {
        this.readiness = readiness;
    }

    void register(@Observes Filters filters, Vertx vertx) {
        filters.register(this::tell, BEFORE_EVERYTHING);
        filters.register(this::tellAtTheEnd, AFTER_THE_HOT_PATH);
        // Quarkus tells nobody else that the delay has begun.
        vertx.setPeriodic(ASK_AGAIN.toMillis(), timer -> {
            if (readiness.call().getStatus() == HealthCheckResponse.Status.DOWN) {
                leaving = true;
                vertx.cancelTimer(timer);
            }
        });
    }

    private void tell(RoutingContext routing) {
        if (leaving) {
            tell(routing.request());
        }
        routing.next();
    }

    /** A call that was long under way may have come before anything was to be told. */
    private void tellAtTheEnd(RoutingContext routing) {
        routing.addHeadersEndHandler(_ -> {
            if (leaving) {
                tell(routing.request());
            }
        });
        routing.next();
    }

    private static void tell(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.connection().shutdown(STREAMS_END.toMillis());
        } else {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }
}

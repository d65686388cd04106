package dev.marque.app.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.http.ProblemBody;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Refuses bodies that announce more than the limit before a byte of them is read, with a problem. A body that grows
 * beyond the limit without having announced it is cut off by the server ({@code quarkus.http.limits.max-body-size}).
 */
@Singleton
public class BodyLimit {

    static final long MAX_BYTES = 1024 * 1024;
    private static final int MOST_DIGITS = 10;
    private static final int BEFORE_THE_SERVERS_OWN = 9_000;

    private final ObjectMapper json;

    @Inject
    public BodyLimit(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_THE_SERVERS_OWN);
    }

    private void check(RoutingContext request) {
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || isWithin(length)) {
            request.next();
            return;
        }
        ProblemType type = ProblemType.BODY_TOO_LARGE;
        request.response()
                .setStatusCode(type.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemBody.MEDIA_TYPE)
                // The rest of the body is still on its way: nothing sensible can follow it on this connection.
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(body(type));
    }

    private static boolean isWithin(String length) {
        if (length.isEmpty() || length.length() > MOST_DIGITS) {
            return false;
        }
        long bytes = 0;
        for (int i = 0; i < length.length(); i++) {
            char digit = length.charAt(i);
            if (digit < '0' || digit > '9') {
                return false;
            }
            bytes = 10 * bytes + digit - '0';
        }
        return bytes <= MAX_BYTES;
    }

    private String body(ProblemType type) {
        try {
            return json.writeValueAsString(
                    ProblemBody.of(type, "The body has more than " + MAX_BYTES + " bytes.", List.of(), "none"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem can always be written", e);
        }
    }
}

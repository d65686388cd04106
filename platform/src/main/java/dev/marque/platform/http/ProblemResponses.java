package dev.marque.platform.http;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;

/** Makes the answer to a call that failed. */
@Singleton
public class ProblemResponses {

    private static final int RETRY_AFTER_SECONDS = 2;

    private final CurrentActor current;

    @Inject
    public ProblemResponses(CurrentActor current) {
        this.current = current;
    }

    Response of(ProblemException problem) {
        Response response = of(problem.type(), problem.detail(), problem.errors());
        return problem.retryAfter()
                .map(wait -> Response.fromResponse(response)
                        .header(HttpHeaders.RETRY_AFTER, seconds(wait))
                        .build())
                .orElse(response);
    }

    /** Rounded up, so that a client that waits so long is not told to wait again. */
    private static long seconds(Duration wait) {
        return wait.plusSeconds(1).minusNanos(1).toSeconds();
    }

    Response of(ProblemType type, String detail) {
        return of(type, detail, List.of());
    }

    Response of(ProblemType type, String detail, List<FieldError> errors) {
        Response.ResponseBuilder response = Response.status(type.status())
                .type(ProblemBody.MEDIA_TYPE)
                .entity(ProblemBody.of(type, detail, errors, current.origin().requestId()));
        switch (type) {
            case NOT_AUTHENTICATED, INVALID_CREDENTIALS -> response.header("WWW-Authenticate", "Bearer, License");
            case UNAVAILABLE -> response.header("Retry-After", RETRY_AFTER_SECONDS);
            default -> {
                // The others need no header of their own.
            }
        }
        return response.build();
    }
}

package dev.marque.platform.http;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
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

    Response of(ProblemType type, String detail) {
        return of(type, detail, List.of());
    }

    Response of(ProblemType type, String detail, List<FieldError> errors) {
        Response.ResponseBuilder response = Response.status(type.status())
                .type(ProblemBody.MEDIA_TYPE)
                .entity(ProblemBody.of(type, detail, errors, current.origin().requestId()));
        switch (type) {
            case NOT_AUTHENTICATED, INVALID_CREDENTIALS -> response.header("WWW-Authenticate", "Bearer, License");
            case UNAVAILABLE, IDEMPOTENCY_KEY_BUSY -> response.header("Retry-After", RETRY_AFTER_SECONDS);
            default -> {
                // The others need no header of their own.
            }
        }
        return response.build();
    }
}

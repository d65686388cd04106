package dev.marque.platform.idempotency.http;

import dev.marque.platform.http.Requires;
import dev.marque.platform.http.Resumable;
import dev.marque.platform.idempotency.IdempotencyKey;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/**
 * Makes one transaction of a write that carries an {@code Idempotency-Key}: see {@link OneEffect}. Stands behind the
 * validation of the input and before everything else.
 */
@Interceptor
@Requires("")
@Priority(Interceptor.Priority.APPLICATION)
public class IdempotentCalls {

    private final OneEffect oneEffect;

    @Context
    @SuppressWarnings("NullAway.Init") // the server sets it, and gives the headers of the current request
    HttpHeaders headers;

    @Context
    @SuppressWarnings("NullAway.Init") // the server sets it, too
    UriInfo address;

    @Context
    @SuppressWarnings("NullAway.Init") // and this
    Request request;

    @Inject
    public IdempotentCalls(OneEffect oneEffect) {
        this.oneEffect = oneEffect;
    }

    @AroundInvoke
    @Nullable Object call(InvocationContext operation) throws Exception {
        String key = headers.getHeaderString(IdempotencyKey.HEADER);
        if (key == null
                || !OneEffect.isWrite(request.getMethod())
                || operation.getMethod().isAnnotationPresent(Resumable.class)) {
            return operation.proceed();
        }
        return switch (oneEffect.of(operation, oneEffect.caller().orElseThrow(), key, request.getMethod(), address)) {
            case OneEffect.Result.Fresh(var returned) -> returned;
            // Thrown, because an interceptor can return nothing but what the operation's own type allows.
            case OneEffect.Result.Again(var answer) -> throw new WebApplicationException(answer);
        };
    }
}

package dev.marque.platform.idempotency.http;

import dev.marque.platform.http.Routed;
import dev.marque.platform.idempotency.IdempotencyKey;
import dev.marque.platform.identity.Actor;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@link IdempotentCalls} for operations that serve many addresses and return a response. Callers of whom nothing is known have
 * no keys: for them the header means nothing, as for operations that are open to all.
 */
@Interceptor
@Routed
@Priority(Interceptor.Priority.APPLICATION)
public class IdempotentRoutes {

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
    public IdempotentRoutes(OneEffect oneEffect) {
        this.oneEffect = oneEffect;
    }

    @AroundInvoke
    @Nullable Object call(InvocationContext operation) throws Exception {
        String key = headers.getHeaderString(IdempotencyKey.HEADER);
        Optional<Actor> caller = oneEffect.caller();
        if (key == null || caller.isEmpty() || !OneEffect.isWrite(request.getMethod())) {
            return operation.proceed();
        }
        return switch (oneEffect.of(operation, caller.get(), key, request.getMethod(), address)) {
            case OneEffect.Result.Fresh(var returned) -> returned;
            case OneEffect.Result.Again(var answer) -> answer;
        };
    }
}

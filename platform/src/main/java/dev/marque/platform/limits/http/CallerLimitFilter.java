package dev.marque.platform.limits.http;

import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.OpenToAll;
import dev.marque.platform.http.RouteTable;
import dev.marque.platform.http.Routed;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.limits.Limit;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;

/** Counts the call of a known caller against that caller and its tenant instead of against its address. */
@Provider
@Priority(Priorities.AUTHENTICATION + 10)
public class CallerLimitFilter implements ContainerRequestFilter {

    private final CurrentActor current;
    private final CallCount count;

    @Context
    @SuppressWarnings("NullAway.Init") // the server sets it, and gives the resource of the current request
    ResourceInfo resource;

    @Inject
    public CallerLimitFilter(CurrentActor current, CallCount count) {
        this.current = current;
        this.count = count;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Method operation = resource.getResourceMethod();
        boolean open = operation.isAnnotationPresent(OpenToAll.class)
                || (operation.isAnnotationPresent(Routed.class)
                        && current.known().isEmpty());
        if (!open) {
            Actor actor = current.actor();
            count.proven(current.origin());
            count.take(limitOf(actor.kind()), actor.id().toString());
            count.take(Limit.TENANT, actor.tenant().value().toString());
        }
        Limited limited = operation.getAnnotation(Limited.class);
        if (limited != null) {
            take(limited.value(), open);
        }
        if (request.getProperty(RouteTable.SIGN_IN) != null) {
            take(Limit.SIGN_IN, open);
        }
    }

    private void take(Limit limit, boolean open) {
        count.take(
                limit,
                open
                        ? CallCount.subject(current.origin())
                        : current.actor().id().toString());
    }

    private static Limit limitOf(Actor.Kind kind) {
        return switch (kind) {
            case API_KEY -> Limit.API_KEY;
            case LICENSE -> Limit.LICENSE;
            case USER, SYSTEM -> Limit.USER;
        };
    }
}

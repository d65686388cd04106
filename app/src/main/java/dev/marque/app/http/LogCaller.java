package dev.marque.app.http;

import dev.marque.platform.http.CurrentActor;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Locale;
import org.jboss.logging.MDC;

/** Puts the tenant and the kind of the caller, not its name, on every further log line of its call. */
@Provider
@Priority(Priorities.AUTHENTICATION + 5)
public class LogCaller implements ContainerRequestFilter {

    private final CurrentActor current;

    @Inject
    public LogCaller(CurrentActor current) {
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        current.known().ifPresent(actor -> {
            MDC.put("tenant", actor.tenant().value().toString());
            MDC.put("actorKind", actor.kind().name().toLowerCase(Locale.ROOT));
        });
    }
}

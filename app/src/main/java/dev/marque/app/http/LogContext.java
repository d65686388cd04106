package dev.marque.app.http;

import dev.marque.platform.http.CurrentActor;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import org.jboss.logging.MDC;

/** Puts the request's id on every log line of its call, so that the id in a problem leads to its cause. */
@Provider
@PreMatching
@Priority(150)
public class LogContext implements ContainerRequestFilter {

    private final CurrentActor current;

    @Inject
    public LogContext(CurrentActor current) {
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        MDC.put("requestId", current.origin().requestId());
    }
}

package dev.marque.platform.limits.http;

import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.limits.Limit;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/** Counts every call against its address before anything else is done for it. */
@Provider
@PreMatching
@Priority(150)
public class AddressLimitFilter implements ContainerRequestFilter {

    private final CurrentActor current;
    private final CallCount count;

    @Inject
    public AddressLimitFilter(CurrentActor current, CallCount count) {
        this.current = current;
        this.count = count;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        count.take(Limit.ADDRESS, CallCount.subject(current.origin()));
    }
}

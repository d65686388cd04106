package dev.marque.platform.limits.http;

import dev.marque.platform.limits.Admission;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Stands before everything that asks the database, the caller's credentials included. */
@Provider
@Priority(Priorities.AUTHENTICATION - 10)
public class AdmissionFilter implements ContainerRequestFilter {

    /** Asked at the first request, not before: filters are made before the configuration is read. */
    private final Instance<Admission> admission;

    @Inject
    public AdmissionFilter(Instance<Admission> admission) {
        this.admission = admission;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        admission.get().enter();
    }
}

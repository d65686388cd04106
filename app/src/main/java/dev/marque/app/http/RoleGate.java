package dev.marque.app.http;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.config.MarqueConfiguration;
import dev.marque.platform.config.Role;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.Set;

/** Serves only what this process is for (`marque.roles`). Health, keys and documentation are served by every process. */
@jakarta.ws.rs.ext.Provider
@PreMatching
@Priority(200)
public class RoleGate implements ContainerRequestFilter {

    /** Asked at the first request, not before: filters are made before the configuration is read. */
    private final Provider<MarqueConfiguration> configuration;

    @Inject
    public RoleGate(Provider<MarqueConfiguration> configuration) {
        this.configuration = configuration;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        // Addresses are matched without doubled slashes, so they are judged without them.
        String path = request.getUriInfo().getPath().replaceAll("/+", "/");
        // What Keygen's clients call is for installations and staff alike, and goes with what installations call.
        boolean installations = path.startsWith("/api/v1/licensing/") || path.startsWith("/v1/");
        Role needed = installations ? Role.LICENSING : Role.API;
        Set<Role> roles = configuration.get().roles();
        boolean served =
                roles.contains(needed) || (roles.contains(Role.EDGE) && EdgePaths.serve(request.getMethod(), path));
        if ((installations || path.startsWith("/api/")) && !served) {
            throw new ProblemException(
                    ProblemType.NOT_FOUND, "This process does not serve the role " + needed + "; another one does.");
        }
    }
}

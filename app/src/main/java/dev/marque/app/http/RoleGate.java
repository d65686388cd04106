package dev.marque.app.http;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.config.MarqueConfiguration;
import dev.marque.platform.config.Role;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/** Serves only what this process is for (`marque.roles`). Health, keys and documentation are served by every process. */
@Provider
@PreMatching
@Priority(200)
public class RoleGate implements ContainerRequestFilter {

    private final Set<Role> roles;

    @Inject
    public RoleGate(MarqueConfiguration configuration) {
        this.roles = Set.copyOf(configuration.roles());
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        Role needed = path.startsWith("/api/v1/licensing/") ? Role.LICENSING : Role.API;
        if (path.startsWith("/api/") && !roles.contains(needed)) {
            throw new ProblemException(
                    ProblemType.NOT_FOUND, "This process does not serve the role " + needed + "; another one does.");
        }
    }
}

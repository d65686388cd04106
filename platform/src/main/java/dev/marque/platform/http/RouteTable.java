package dev.marque.platform.http;

import dev.marque.platform.identity.Credential;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what calls of {@link Routed} operations need. A room that has such operations has one. Thread-safe. */
public interface RouteTable {

    /** A property of requests whose calls count as attempts to prove who somebody is. */
    String SIGN_IN = "marque.routed.sign-in";

    /**
     * What a call needs.
     *
     * @throws dev.marque.kernel.problem.ProblemException NOT_FOUND or METHOD_NOT_ALLOWED without such a route
     */
    Need needOf(ContainerRequestContext request);

    /**
     * What a call needs, and what it brings.
     *
     * @param credential what the caller presents; empty for nobody
     * @param open whether it may be made by nobody; who presents something has to be somebody all the same
     * @param permissions of which the caller has to have one; none for an open route that looks at nobody
     * @param signIn whether it proves who somebody is by itself
     * @param environment the code of the one that is asked for; null for that of the caller
     */
    record Need(
            Optional<Credential> credential,
            boolean open,
            Set<String> permissions,
            boolean signIn,
            @Nullable String environment) {

        public Need {
            permissions = Set.copyOf(permissions);
        }
    }
}

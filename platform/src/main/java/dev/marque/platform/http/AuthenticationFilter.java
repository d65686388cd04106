package dev.marque.platform.http;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.environment.Environments;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.Authenticator;
import dev.marque.platform.identity.Credential;
import dev.marque.platform.observe.AbuseWatch;
import dev.marque.platform.observe.AbuseWatch.Abuse;
import dev.marque.platform.tenancy.TenantGate;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lets a call through to its operation only if the caller is known and has the permission that the operation names. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class AuthenticationFilter implements ContainerRequestFilter {

    private final CurrentActor current;
    private final Instance<Authenticator> authenticators;
    /** Asked at the first request, not before: filters are made before the configuration is read. */
    private final Instance<TenantGate> gate;

    private final Instance<Environments> environments;
    private final Instance<RouteTable> routes;
    private final AbuseWatch abuse;

    @Context
    @SuppressWarnings("NullAway.Init") // the server sets it, and gives the resource of the current request
    ResourceInfo resource;

    @Inject
    public AuthenticationFilter(
            CurrentActor current,
            Instance<Authenticator> authenticators,
            Instance<TenantGate> gate,
            Instance<Environments> environments,
            Instance<RouteTable> routes,
            AbuseWatch abuse) {
        this.current = current;
        this.authenticators = authenticators;
        this.gate = gate;
        this.environments = environments;
        this.routes = routes;
        this.abuse = abuse;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Method operation = resource.getResourceMethod();
        if (operation.isAnnotationPresent(OpenToAll.class)) {
            return;
        }
        if (operation.isAnnotationPresent(Routed.class)) {
            admitRouted(request);
            return;
        }
        Requires requires = operation.getAnnotation(Requires.class);
        if (requires == null) {
            throw new IllegalStateException(operation + " declares neither @Requires nor @OpenToAll");
        }
        Actor actor = authenticate(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        boolean enrolls = operation.isAnnotationPresent(OpenToEnrolling.class);
        admit(actor, Set.of(requires.value()), enrolls, request.getHeaderString(ChosenEnvironment.HEADER));
    }

    private void admitRouted(ContainerRequestContext request) {
        RouteTable.Need need = routes.get().needOf(request);
        if (need.signIn()) {
            request.setProperty(RouteTable.SIGN_IN, true);
        }
        if (need.open() && need.permissions().isEmpty()) {
            return;
        }
        if (need.credential().isEmpty()) {
            if (!need.open()) {
                throw new ProblemException(ProblemType.NOT_AUTHENTICATED, "No credentials were sent.");
            }
            return;
        }
        admit(authenticate(need.credential()), need.permissions(), false, need.environment());
    }

    private void admit(Actor actor, Set<String> permissions, boolean enrolls, @Nullable String environment) {
        if (actor.enrolling() && !enrolls) {
            throw new ProblemException(
                    ProblemType.SECOND_FACTOR_REQUIRED,
                    "The tenant demands a second factor, and this sign-in had none: set one up, or sign in with it.");
        }
        String permission = permissions.stream()
                .filter(actor::may)
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.FORBIDDEN,
                        "This needs the permission "
                                + permissions.stream().sorted().collect(Collectors.joining(" or "))
                                + ", which the caller lacks."));
        gate.get().check(actor, permission);
        current.is(ChosenEnvironment.of(actor, environment, environments::get));
    }

    private Actor authenticate(@Nullable String header) {
        if (header == null || header.isBlank()) {
            throw new ProblemException(ProblemType.NOT_AUTHENTICATED, "No Authorization header was sent.");
        }
        return authenticate(Credential.parse(header));
    }

    private Actor authenticate(Optional<Credential> presented) {
        return presented
                .flatMap(credential -> authenticators.stream()
                        .filter(authenticator -> authenticator.takes(credential))
                        .findFirst()
                        .flatMap(authenticator -> authenticator.authenticate(credential, current.origin())))
                .orElseThrow(() -> refused(CredentialKind.of(presented)));
    }

    private ProblemException refused(CredentialKind kind) {
        CredentialKind.REFUSED.add(kind);
        abuse.refused(Abuse.KEY_GUESSING, current.origin().address());
        return new ProblemException(
                ProblemType.INVALID_CREDENTIALS, "The credentials in the Authorization header are not valid.");
    }
}

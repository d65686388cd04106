package dev.marque.platform.http;

import dev.marque.kernel.id.Ids;
import dev.marque.platform.identity.RequestOrigin;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives every request an id, which its answer, its problems and its audit rows carry. A caller may choose the id with
 * {@code X-Request-Id}, to follow a call through several systems.
 */
@Provider
@PreMatching
@Priority(100)
public class RequestIdFilter implements ContainerRequestFilter, ContainerResponseFilter {

    public static final String HEADER = "X-Request-Id";
    private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final CurrentActor current;
    private final RemoteAddress remoteAddress;
    private final Ids ids;

    @Inject
    public RequestIdFilter(CurrentActor current, RemoteAddress remoteAddress, Ids ids) {
        this.current = current;
        this.remoteAddress = remoteAddress;
        this.ids = ids;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        current.comesFrom(new RequestOrigin(
                idFor(request.getHeaderString(HEADER)),
                remoteAddress.current(),
                request.getHeaderString("User-Agent")));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle(HEADER, current.origin().requestId());
    }

    private String idFor(@Nullable String offered) {
        return idFor(offered, ids);
    }

    /** The id of a request whose caller offers one, or not. */
    public static String idFor(@Nullable String offered, Ids ids) {
        return offered != null && ACCEPTABLE.matcher(offered).matches()
                ? offered
                : ids.next().toString();
    }
}

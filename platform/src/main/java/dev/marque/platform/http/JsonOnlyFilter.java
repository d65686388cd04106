package dev.marque.platform.http;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Pattern;

/**
 * Refuses bodies that say they are not JSON. The server alone would take plain text for a record with one text field,
 * and read the whole text as that field. What says nothing is left to {@link EmptyBodyFilter} and the server.
 */
@Provider
@PreMatching
@Priority(400)
public class JsonOnlyFilter implements ContainerRequestFilter {

    private static final Pattern JSON = Pattern.compile("(?i)\\s*application/json\\s*(;.*)?");

    /** What Keygen's clients send, at the addresses that are made for them. */
    private static final Pattern JSON_API = Pattern.compile("(?i)\\s*application/(vnd\\.api\\+)?json\\s*(;.*)?");

    @Override
    public void filter(ContainerRequestContext request) {
        String mediaType = request.getHeaderString(HttpHeaders.CONTENT_TYPE);
        Pattern taken = request.getUriInfo().getPath().startsWith("/v1/") ? JSON_API : JSON;
        if (mediaType != null && !taken.matcher(mediaType).matches()) {
            throw new ProblemException(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be application/json for a body.");
        }
    }
}

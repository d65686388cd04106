package dev.marque.platform.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/**
 * Takes a request without body and without media type for JSON that was left out. Operations whose body is optional
 * then work without one, and the others say which body they miss instead of complaining about a media type. Where no body is
 * expected and none is sent, what the caller says of its type does not matter: many clients say it with every call.
 */
@Provider
@PreMatching
@Priority(300)
public class EmptyBodyFilter implements ContainerRequestFilter {

    private static final Set<String> BODILESS = Set.of("GET", "HEAD", "DELETE");

    @Override
    public void filter(ContainerRequestContext request) {
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        boolean empty = request.getHeaderString("Transfer-Encoding") == null && (length == null || length.equals("0"));
        boolean unsaid = request.getHeaderString(HttpHeaders.CONTENT_TYPE) == null;
        if (empty && (unsaid || BODILESS.contains(request.getMethod()))) {
            request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        }
    }
}

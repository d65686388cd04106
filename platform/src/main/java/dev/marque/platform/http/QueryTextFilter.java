package dev.marque.platform.http;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.json.StorableText;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** Refuses query parameters that no database could be asked for; the JSON reader does the same for bodies. */
@Provider
@PreMatching
@Priority(300)
public class QueryTextFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        request.getUriInfo().getQueryParameters().forEach(QueryTextFilter::check);
    }

    private static void check(String name, List<String> values) {
        if (!StorableText.is(name) || !values.stream().allMatch(StorableText::is)) {
            throw ProblemException.invalid(FieldError.inParameter(StorableText.repaired(name), StorableText.MESSAGE));
        }
    }
}

package dev.marque.platform.http;

import dev.marque.kernel.page.Cursor;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query parameters that every list has. Use it as a {@code @BeanParam}. */
public class PageParameters {

    @QueryParam("limit")
    @Parameter(
            description = "How many items at most.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50"))
    @Nullable String limit;

    @QueryParam("after")
    @Parameter(description = "The `next` of the page before. Leave it out for the first page.")
    @Nullable String after;

    /** @throws ProblemException INVALID_INPUT that names the parameter */
    public PageRequest toRequest() {
        return new PageRequest(limit(), place());
    }

    private int limit() {
        if (limit == null) {
            return PageRequest.DEFAULT_LIMIT;
        }
        if (limit.matches("[0-9]{1,4}")) {
            int number = Integer.parseInt(limit);
            if (number >= 1 && number <= PageRequest.MAX_LIMIT) {
                return number;
            }
        }
        throw ProblemException.invalid(
                FieldError.inParameter("limit", "must be a whole number from 1 to " + PageRequest.MAX_LIMIT));
    }

    private Optional<UUID> place() {
        if (after == null) {
            return Optional.empty();
        }
        Optional<UUID> place = Cursor.decode(after);
        if (place.isEmpty()) {
            throw ProblemException.invalid(
                    FieldError.inParameter("after", "must be the `next` of an earlier page, unchanged"));
        }
        return place;
    }
}

package dev.marque.platform.audit.http;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.audit.AuditFilter;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query parameters by which audit lines are chosen. Use it as a {@code @BeanParam}. */
public class AuditParameters {

    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    @QueryParam("actorId")
    @Parameter(description = "Only what this user, API key or license did.")
    @Nullable UUID actorId;

    @QueryParam("action")
    @Parameter(description = "Only this action.", example = "license.revoked")
    @Nullable String action;

    @QueryParam("recordType")
    @Parameter(description = "Only what happened to records of this type.", example = "license")
    @Nullable String recordType;

    @QueryParam("recordId")
    @Parameter(description = "Only what happened to this record.")
    @Nullable UUID recordId;

    @QueryParam("from")
    @Parameter(
            description = "Only what happened at or after this moment.",
            schema = @Schema(implementation = Instant.class))
    @Nullable String from;

    @QueryParam("to")
    @Parameter(description = "Only what happened before this moment.", schema = @Schema(implementation = Instant.class))
    @Nullable String to;

    @QueryParam("requestId")
    @Parameter(description = "Only what this request did.")
    @Nullable String requestId;

    @QueryParam("address")
    @Parameter(description = "Only what came from this network address.", example = "192.0.2.17")
    @Nullable String address;

    /** @throws ProblemException INVALID_INPUT that names the parameter */
    AuditFilter toFilter() {
        return new AuditFilter(
                actorId, action, recordType, recordId, instant("from", from), instant("to", to), requestId, address);
    }

    private static @Nullable Instant instant(String parameter, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            if (!instant.isBefore(EARLIEST) && instant.isBefore(LATEST)) {
                return instant;
            }
        } catch (DateTimeException notATime) {
            // Told below, in the same words.
        }
        throw ProblemException.invalid(
                FieldError.inParameter(parameter, "must be a time such as 2026-11-22T12:00:00Z"));
    }
}

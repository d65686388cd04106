package dev.marque.licensing.license.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.license.BatchIssuing;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.license.NewLicense;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Requires;
import dev.marque.platform.http.Resumable;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Iterator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A whole batch in one call. */
@Path("/api/v1/license-batches/{batch}")
@Tag(name = "Licenses")
@RunOnVirtualThread
public class LicenseBatchResource {

    private static final String NDJSON = "application/x-ndjson";
    private static final int LARGEST = 10_000;

    private final BatchIssuing issuing;
    private final CurrentActor current;
    private final ObjectMapper json;

    @Inject
    public LicenseBatchResource(BatchIssuing issuing, CurrentActor current, ObjectMapper json) {
        this.issuing = issuing;
        this.current = current;
        this.json = json;
    }

    @Schema(description = "A whole batch.")
    public record WholeBatch(
            @Schema(description = "How many licenses it has.", examples = "1000") @Min(1) @Max(LARGEST) int count,

            @Schema(description = "What each of them is.", required = true) @Valid @NotNull NewLicense license) {}

    @PUT
    @Produces(NDJSON)
    @Requires(LicensingPermissions.LICENSES_WRITE)
    @Resumable
    @Operation(
            operationId = "issueWholeLicenseBatch",
            summary = "Issue a batch as one stream",
            description =
                    "Up to 10,000 licenses alike: a line of JSON for each, and a last one with their `count`. An answer"
                            + " without that last line is not whole: send the call again, and it goes on where it ended and"
                            + " tells all lines again, with the same numbers and keys. What stops it in between is told by"
                            + " a last line with a `problem`.")
    @APIResponse(
            responseCode = "200",
            description = "The licenses",
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = String.class)))
    public Response issue(
            @PathParam("batch")
                    @Pattern(regexp = LicenseBatchesResource.NAME, message = LicenseBatchesResource.NAME_MESSAGE) String batch,
            @Valid @NotNull WholeBatch request) {
        Iterator<List<IssuedLicense>> chunks =
                issuing.issue(current.actor(), request.license(), batch, request.count());
        // What is wrong with the order shows in the first of them, while the answer can still be a problem.
        List<IssuedLicense> first = chunks.next();
        StreamingOutput lines = out -> new BatchLines(json, out).write(first, chunks);
        return Response.ok(lines).build();
    }
}

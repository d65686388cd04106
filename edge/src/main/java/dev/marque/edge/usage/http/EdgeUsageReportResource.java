package dev.marque.edge.usage.http;

import dev.marque.edge.usage.EdgeUsage;
import dev.marque.edge.usage.Received;
import dev.marque.edge.usage.ReceivedCode;
import dev.marque.edge.usage.UsageReport;
import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.installation.SignedAnswers;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What servers at customers tell the vendor's. */
@Path("/api/v1/licensing/edge-usage")
@Tag(name = "Edge", description = "Servers at customers that give the seats of floating licenses.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EdgeUsageReportResource {

    private final EdgeUsage usage;
    private final SignedAnswers answers;
    private final CurrentActor current;

    @Inject
    public EdgeUsageReportResource(EdgeUsage usage, SignedAnswers answers, CurrentActor current) {
        this.usage = usage;
        this.answers = answers;
        this.current = current;
    }

    /** What the server is told. */
    @Schema(name = "EdgeUsageAnswer", description = "What came of a report.")
    public record Answer(
            @Schema(description = "Whether the report need not come again.", examples = "true")
            boolean done,

            @Schema(examples = "RECEIVED") ReceivedCode code,
            @Schema(examples = "1 hours are new.") String detail,

            @Schema(description = "How many of the hours were not known before.", examples = "1")
            int fresh,

            @Nullable String nonce,
            Instant answeredAt) {

        static Answer of(Received received, @Nullable String nonce) {
            return new Answer(
                    received.code().done(), received.code(), received.detail(), received.fresh(), nonce, received.at());
        }
    }

    @POST
    @Requires(LicensingPermissions.LICENSING_USE)
    @Operation(
            operationId = "reportEdgeUsage",
            summary = "Tell what seats were used for",
            description =
                    "For servers at customers on which the license is active. An hour counts once, however often it"
                            + " is told.")
    @APIResponse(
            responseCode = "200",
            description = "The signed answer",
            content = @Content(schema = @Schema(implementation = Answer.class)))
    public Response report(@Context UriInfo uri, @Context HttpHeaders headers, @Valid @NotNull UsageReport report) {
        return answers.answer(
                current.actor(), uri, headers, () -> Answer.of(usage.receive(current.actor(), report), report.nonce()));
    }
}

package dev.marque.licensing.license.http;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.edit.Lasts;
import dev.marque.licensing.license.KeyReplacement;
import dev.marque.licensing.license.KeyReplacement.Replaced;
import dev.marque.licensing.rows.Lifetimes;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Problems;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Another key for a license. */
@Path("/api/v1/licenses")
@Tag(name = "Licenses")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LicenseKeyResource {

    private final KeyReplacement keys;
    private final CurrentActor current;

    @Inject
    public LicenseKeyResource(KeyReplacement keys, CurrentActor current) {
        this.keys = keys;
        this.current = current;
    }

    @Schema(description = "How the present key ends.")
    public record ReplaceKey(
            @Schema(
                    type = SchemaType.STRING,
                    description = "For how long the present key still works, PT0S to P90D.",
                    defaultValue = "PT0S",
                    examples = "P7D")
            @JsonDeserialize(using = Lifetimes.DurationReader.class)
            @Lasts(min = "PT0S", max = "P90D")
            @Nullable Duration overlap) {}

    @Schema(name = "ReplacedKey", description = "A license's new key.")
    public record ReplacedKeyView(
            @Schema(examples = "7Q2KD-M9X4T-0WZPB-6HRFN-C3VJ8")
            String key,

            @Schema(description = "From when on the key before it is nobody's any more.")
            Instant formerKeyEndsAt) {

        @Override
        public String toString() {
            return "ReplacedKeyView[" + formerKeyEndsAt + "]";
        }
    }

    @POST
    @Path("/{id}/regenerate-key")
    @Requires(LicensingPermissions.LICENSES_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "regenerateLicenseKey",
            summary = "Give a license another key",
            description = "The present key works on for the overlap, so that installations can be moved over. The one"
                    + " before it ends at once.")
    public ReplacedKeyView regenerate(@PathParam("id") UUID id, @Valid @Nullable ReplaceKey request) {
        Duration overlap = request == null || request.overlap() == null ? Duration.ZERO : request.overlap();
        Replaced replaced = keys.replace(current.actor(), id, overlap);
        return new ReplacedKeyView(replaced.key(), replaced.formerKeyEndsAt());
    }
}

package dev.marque.licensing.license.http;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.edit.Lasts;
import dev.marque.licensing.license.LicenseMerging;
import dev.marque.licensing.license.LicenseSplitting;
import dev.marque.licensing.license.LicenseSplitting.Split;
import dev.marque.licensing.license.SplitOrder;
import dev.marque.licensing.rows.Lifetimes;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Problems;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Seats that go from license to license. */
@Path("/api/v1/licenses")
@Tag(name = "Licenses")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LicenseSeatsResource {

    private final LicenseSplitting splitting;
    private final LicenseMerging merging;
    private final CurrentActor current;
    private final InstantSource clock;

    @Inject
    public LicenseSeatsResource(
            LicenseSplitting splitting, LicenseMerging merging, CurrentActor current, InstantSource clock) {
        this.splitting = splitting;
        this.merging = merging;
        this.current = current;
        this.clock = clock;
    }

    @Schema(name = "SplitLicense", description = "Two licenses that were one.")
    public record SplitView(
            @Schema(description = "With what is left.") LicenseView license,

            @Schema(description = "The new one, with its key.")
            LicenseView created) {

        @Override
        public String toString() {
            return "SplitView[" + created.number() + "]";
        }
    }

    @Schema(description = "Another license, whose seats are added.")
    public record MergeOrder(
            @Schema(description = "It is archived.", required = true) @NotNull UUID licenseId,

            @Schema(
                    type = SchemaType.STRING,
                    description = "For how long its key works for this license, PT0S to P90D. The former key of this"
                            + " license ends at once if it is longer than PT0S.",
                    defaultValue = "PT0S",
                    examples = "P30D")
            @JsonDeserialize(using = Lifetimes.DurationReader.class)
            @Lasts(min = "PT0S", max = "P90D")
            @Nullable Duration keyOverlap) {}

    @POST
    @Path("/{id}/split")
    @Requires(LicensingPermissions.LICENSES_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "splitLicense",
            summary = "Make two licenses of one",
            description = "Seats go to a new license with the same conditions and end. Machines, named users and meters"
                    + " stay with the first; it must have room for them.")
    public SplitView split(@PathParam("id") UUID id, @Valid @NotNull SplitOrder request) {
        Split split = splitting.split(current.actor(), id, request);
        Instant now = clock.instant();
        return new SplitView(
                LicenseView.of(split.rest(), now),
                LicenseView.of(split.made().license(), split.made().key(), now));
    }

    @POST
    @Path("/{id}/merge")
    @Requires(LicensingPermissions.LICENSES_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "mergeLicense",
            summary = "Make one license of two",
            description = "The other license's seats are added, its machines and named users move over, and it is"
                    + " archived. Both must have the same policy, customer, end and conditions.")
    public LicenseView merge(@PathParam("id") UUID id, @Valid @NotNull MergeOrder request) {
        Duration overlap = Objects.requireNonNullElse(request.keyOverlap(), Duration.ZERO);
        return LicenseView.of(merging.merge(current.actor(), id, request.licenseId(), overlap), clock.instant());
    }
}

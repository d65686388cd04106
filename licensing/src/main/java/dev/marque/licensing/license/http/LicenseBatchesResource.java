package dev.marque.licensing.license.http;

import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.license.BatchPlaces;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.license.LicenseIssuing;
import dev.marque.licensing.license.NewLicense;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Many licenses alike. */
@Path("/api/v1/license-batches")
@Tag(name = "Licenses")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LicenseBatchesResource {

    static final String NAME = "[A-Za-z0-9._-]{1,64}";
    static final String NAME_MESSAGE = "must be 1 to 64 of letters, digits, dot, hyphen and underscore";

    private static final int MOST_AT_ONCE = 200;
    private static final int LARGEST = 100_000;

    private final LicenseIssuing issuing;
    private final CurrentActor current;

    @Inject
    public LicenseBatchesResource(LicenseIssuing issuing, CurrentActor current) {
        this.issuing = issuing;
        this.current = current;
    }

    @Schema(description = "Some licenses of a batch.")
    public record BatchOrder(
            @Schema(description = "A name of your own for the batch.", examples = "boxes-2026-11", required = true)
            @NotNull @Pattern(regexp = NAME, message = NAME_MESSAGE) String batch,

            @Schema(description = "The first place, counted from 0.", examples = "0") @Min(0) @Max(LARGEST) int from,

            @Schema(description = "How many, 200 at most.", examples = "100") @Min(1) @Max(MOST_AT_ONCE) int count,

            @Schema(description = "What each of them is.", required = true) @Valid @NotNull NewLicense license) {}

    @Schema(name = "BatchLicense", description = "A license of a batch.")
    public record BatchLicense(
            @Schema(examples = "0") int place,
            UUID id,
            @Schema(examples = "ENT-202611-271828") String number,

            @Schema(examples = "7Q2KD-M9X4T-0WZPB-6HRFN-C3VJ8")
            String key) {

        static BatchLicense of(int place, IssuedLicense issued) {
            return new BatchLicense(
                    place, issued.license().id(), issued.license().number(), issued.key());
        }

        @Override
        public String toString() {
            return "BatchLicense[" + number + "]";
        }
    }

    /** What was asked for. */
    @Schema(name = "BatchLicenses")
    public record BatchLicenses(List<BatchLicense> items) {}

    @POST
    @Requires(LicensingPermissions.LICENSES_WRITE)
    @Operation(
            operationId = "issueLicenseBatch",
            summary = "Issue many licenses alike",
            description = "Up to 200 in a call, all of them or none; go on with the next places. A place is given once:"
                    + " whoever asks for it again is shown the license that has it, so a batch that was interrupted is"
                    + " gone on with by asking again.")
    public BatchLicenses issue(@Valid @NotNull BatchOrder request) {
        BatchPlaces places = new BatchPlaces(request.batch(), request.from(), request.count());
        List<BatchLicense> items = new ArrayList<>();
        for (IssuedLicense issued : issuing.issue(current.actor(), request.license(), places)) {
            items.add(BatchLicense.of(request.from() + items.size(), issued));
        }
        return new BatchLicenses(items);
    }
}

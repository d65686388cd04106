package dev.marque.licensing.license.http;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.kernel.time.Term;
import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.license.Assignment;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.Licenses;
import dev.marque.licensing.license.ShownKeys;
import dev.marque.licensing.license.Timeline;
import dev.marque.licensing.license.TimelineEntry;
import dev.marque.licensing.rows.Lifetimes;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.PageParameters;
import dev.marque.platform.http.Problems;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.InstantSource;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What is done to a license as a whole. */
@Path("/api/v1/licenses")
@Tag(name = "Licenses")
@RunOnVirtualThread
public class LicenseActionsResource {

    private final Licenses licenses;
    private final ShownKeys keys;
    private final Timeline timeline;
    private final CurrentActor current;
    private final InstantSource clock;

    @Inject
    public LicenseActionsResource(
            Licenses licenses, ShownKeys keys, Timeline timeline, CurrentActor current, InstantSource clock) {
        this.licenses = licenses;
        this.keys = keys;
        this.timeline = timeline;
        this.current = current;
        this.clock = clock;
    }

    /** Why something is done. */
    @Schema(description = "Why. The body may be left out.")
    public record Reason(
            @Schema(examples = "invoice 4711 is unpaid") @Size(max = 500) @Nullable String reason) {

        static @Nullable String of(@Nullable Reason given) {
            return given == null ? null : given.reason();
        }
    }

    /** A license key on its own. */
    public record KeyView(
            @Schema(examples = "7Q2KD-M9X4T-0WZPB-6HRFN-C3VJ8")
            String key) {

        @Override
        public String toString() {
            return "KeyView[]";
        }
    }

    @POST
    @Path("/{id}/suspend")
    @Requires(LicensingPermissions.LICENSES_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "suspendLicense",
            summary = "Suspend a license",
            description = "It stops validating at once, and keeps its activations for when it is reinstated.")
    public LicenseView suspend(@PathParam("id") UUID id, @Valid @Nullable Reason request) {
        return view(licenses.suspend(current.actor(), id, Reason.of(request)));
    }

    @POST
    @Path("/{id}/reinstate")
    @Requires(LicensingPermissions.LICENSES_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(operationId = "reinstateLicense", summary = "Reinstate a suspended license")
    public LicenseView reinstate(@PathParam("id") UUID id) {
        return view(licenses.reinstate(current.actor(), id));
    }

    @POST
    @Path("/{id}/revoke")
    @Requires(LicensingPermissions.LICENSES_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "revokeLicense",
            summary = "Revoke a license",
            description = "It stops validating at once and for good. It can only be archived after that.")
    public LicenseView revoke(@PathParam("id") UUID id, @Valid @Nullable Reason request) {
        return view(licenses.revoke(current.actor(), id, Reason.of(request)));
    }

    @POST
    @Path("/{id}/renew")
    @Requires(LicensingPermissions.LICENSES_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "renewLicense",
            summary = "Renew a license",
            description = "Grants one term more, counted as the license's renewal basis says.")
    public LicenseView renew(@PathParam("id") UUID id) {
        return view(licenses.renew(current.actor(), id));
    }

    @POST
    @Path("/{id}/archive")
    @Requires(LicensingPermissions.LICENSES_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "archiveLicense",
            summary = "Archive a license",
            description = "Puts it away for good: it cannot be changed any more, and its key is no credential.")
    public LicenseView archive(@PathParam("id") UUID id) {
        return view(licenses.archive(current.actor(), id));
    }

    @Schema(description = "How much later a license ends.")
    public record Extension(
            @Schema(implementation = String.class, examples = "P14D", required = true)
            @JsonDeserialize(using = Lifetimes.TermReader.class)
            @NotNull Term by) {}

    @POST
    @Path("/{id}/extend")
    @Requires(LicensingPermissions.LICENSES_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "extendLicense",
            summary = "Let a license end later",
            description = "A trial that gets two weeks more, say. What has expired is extended from now; renewals are"
                    + " counted from the new end.")
    public LicenseView extend(@PathParam("id") UUID id, @Valid @NotNull Extension request) {
        return view(licenses.extend(current.actor(), id, request.by()));
    }

    @POST
    @Path("/{id}/renew-maintenance")
    @Requires(LicensingPermissions.LICENSES_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "renewLicenseMaintenance",
            summary = "Renew a license's maintenance",
            description =
                    "What comes out during one term of maintenance more is covered, too; the term is counted as the"
                            + " license's renewal basis says.")
    public LicenseView renewMaintenance(@PathParam("id") UUID id) {
        return view(licenses.renewMaintenance(current.actor(), id));
    }

    @GET
    @Path("/{id}/key")
    @Requires(LicensingPermissions.LICENSES_SHOW_KEY)
    @Operation(
            operationId = "showLicenseKey",
            summary = "See a license's key",
            description = "Leaves a line in the audit trail.")
    public KeyView key(@PathParam("id") UUID id) {
        return new KeyView(keys.show(current.actor(), id, "license.key-shown"));
    }

    @GET
    @Path("/{id}/timeline")
    @Requires(LicensingPermissions.LICENSES_READ)
    @Operation(
            operationId = "getLicenseTimeline",
            summary = "See what happened to a license",
            description = "What happened to the license and its activations, newest first.")
    public Page<TimelineEntry> timeline(@PathParam("id") UUID id, @BeanParam PageParameters page) {
        return timeline.of(current.actor(), id, page.toRequest());
    }

    @PUT
    @Path("/{id}/assignment")
    @Requires(LicensingPermissions.LICENSES_ASSIGN)
    @Operation(
            operationId = "assignLicense",
            summary = "Say whose a license is",
            description = "Replaces owner, team, partner and customer: who reaches the license follows from them.")
    public LicenseView assign(@PathParam("id") UUID id, @Valid @NotNull Assignment request) {
        return view(licenses.assign(current.actor(), id, request));
    }

    private LicenseView view(License license) {
        return LicenseView.of(license, clock.instant());
    }
}

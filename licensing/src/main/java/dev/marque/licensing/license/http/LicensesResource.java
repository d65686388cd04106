package dev.marque.licensing.license.http;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.keys.license.LicenseNumber;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.edit.ExpectedVersion;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.LicenseEdit;
import dev.marque.licensing.license.LicenseFilter;
import dev.marque.licensing.license.LicenseIssuing;
import dev.marque.licensing.license.Licenses;
import dev.marque.licensing.license.NewLicense;
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
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Licenses over HTTP: issuing, looking and editing. */
@Path("/api/v1/licenses")
@Tag(name = "Licenses", description = "Rights to use a product.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LicensesResource {

    private final LicenseIssuing issuing;
    private final Licenses licenses;
    private final CurrentActor current;
    private final InstantSource clock;

    @Inject
    public LicensesResource(LicenseIssuing issuing, Licenses licenses, CurrentActor current, InstantSource clock) {
        this.issuing = issuing;
        this.licenses = licenses;
        this.current = current;
        this.clock = clock;
    }

    @POST
    @Requires(LicensingPermissions.LICENSES_WRITE)
    @Operation(
            operationId = "issueLicense",
            summary = "Issue a license",
            description = "The answer has the license key. It takes the policy's terms along: later edits of the policy"
                    + " do not change it.")
    @APIResponse(
            responseCode = "201",
            description = "Issued",
            content = @Content(schema = @Schema(implementation = LicenseView.class)))
    public Response issue(@Valid @NotNull NewLicense request) {
        IssuedLicense issued = issuing.issue(current.actor(), request);
        return Response.created(
                        URI.create("/api/v1/licenses/" + issued.license().id()))
                .header(HttpHeaders.ETAG, ExpectedVersion.tag(issued.license().version()))
                .entity(LicenseView.of(issued.license(), issued.key(), clock.instant()))
                .build();
    }

    @GET
    @Requires(LicensingPermissions.LICENSES_READ)
    @Operation(operationId = "listLicenses", summary = "List licenses", description = "Newest first.")
    public Page<LicenseView> list(
            @QueryParam("productId") @Nullable UUID productId,
            @QueryParam("policyId") @Nullable UUID policyId,
            @QueryParam("state") @Nullable LicenseState state,
            @QueryParam("number") @Parameter(example = "ENT-202611-271828") @Nullable String number,
            @QueryParam("search")
                    @Size(max = 200) @Parameter(
                            description = "Words of name, number and texts, or their beginnings; all have to be there.",
                            example = "globex 4711")
                    @Nullable String search,
            @BeanParam PageParameters page) {
        LicenseFilter filter = new LicenseFilter(productId, policyId, state, normal(number), search);
        Instant now = clock.instant();
        return licenses.list(current.actor(), filter, page.toRequest()).map(license -> LicenseView.of(license, now));
    }

    /** As people type it: small letters and white space around it do not matter. */
    private static @Nullable String normal(@Nullable String number) {
        if (number == null) {
            return null;
        }
        return LicenseNumber.parse(number)
                .orElseThrow(() -> ProblemException.invalid(
                        FieldError.inParameter("number", "must be a license number such as ENT-202611-271828")))
                .toString();
    }

    @GET
    @Path("/{id}")
    @Requires(LicensingPermissions.LICENSES_READ)
    @Operation(
            operationId = "getLicense",
            summary = "See a license",
            description = "The ETag is its version: send it as If-Match to change just what you saw.")
    @APIResponse(
            responseCode = "200",
            description = "The license",
            content = @Content(schema = @Schema(implementation = LicenseView.class)))
    public Response get(@PathParam("id") UUID id) {
        return answer(licenses.get(current.actor(), id));
    }

    @PATCH
    @Path("/{id}")
    @Requires(LicensingPermissions.LICENSES_WRITE)
    @Problems({ProblemType.CHANGED_MEANWHILE, ProblemType.STATE_CONFLICT})
    @Operation(
            operationId = "updateLicense",
            summary = "Change a license",
            description = "Fields that are left out stay as they are.")
    @APIResponse(
            responseCode = "200",
            description = "The license as it is now",
            content = @Content(schema = @Schema(implementation = LicenseView.class)))
    public Response update(
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Valid @NotNull LicenseEdit request) {
        return answer(licenses.update(current.actor(), id, request, ExpectedVersion.ofIfMatch(ifMatch)));
    }

    private Response answer(License license) {
        return Response.ok(LicenseView.of(license, clock.instant()))
                .header(HttpHeaders.ETAG, ExpectedVersion.tag(license.version()))
                .build();
    }
}

package dev.marque.licensing.license.http;

import dev.marque.kernel.page.Page;
import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.PolicyAdoptions;
import dev.marque.licensing.license.PolicyAdoptions.Adopted;
import dev.marque.licensing.policy.Adoption.Difference;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.PageParameters;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Issued licenses under a newer version of their policy. */
@Path("/api/v1/policies")
@Tag(name = "Policies")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PolicyApplicationResource {

    private final PolicyAdoptions adoptions;
    private final CurrentActor current;

    @Inject
    public PolicyApplicationResource(PolicyAdoptions adoptions, CurrentActor current) {
        this.adoptions = adoptions;
        this.current = current;
    }

    /** What a policy changes of a license. */
    @Schema(name = "PolicyAdoption", description = "What a policy changes of a license.")
    public record AdoptionView(
            UUID licenseId,
            @Schema(examples = "ENT-202611-271828") String number,
            List<Difference> changes,

            @Schema(
                    description = "Where the policy says something else, and what was set for the license stays.",
                    examples = "[\"maxActivations\"]")
            List<String> kept) {

        static AdoptionView of(Adopted adopted) {
            License license = adopted.license();
            return new AdoptionView(
                    license.id(),
                    license.number(),
                    adopted.adoption().changes(),
                    adopted.adoption().kept());
        }
    }

    @GET
    @Path("/{id}/pending-changes")
    @Requires(LicensingPermissions.POLICIES_READ)
    @Operation(
            operationId = "previewPolicy",
            summary = "See what applying a policy would change",
            description = "Licenses that have the conditions of another version, newest first. Nothing is changed.")
    public Page<AdoptionView> preview(@PathParam("id") UUID id, @BeanParam PageParameters page) {
        return adoptions.preview(current.actor(), id, page.toRequest()).map(AdoptionView::of);
    }

    @POST
    @Path("/{id}/apply")
    @Requires(LicensingPermissions.POLICIES_WRITE)
    @Operation(
            operationId = "applyPolicy",
            summary = "Apply a policy to licenses issued before",
            description = "Gives a page of licenses the present conditions. Go on until there is no next page; a run"
                    + " that was interrupted can be begun again.")
    public Page<AdoptionView> apply(@PathParam("id") UUID id, @BeanParam PageParameters page) {
        return adoptions.apply(current.actor(), id, page.toRequest()).map(AdoptionView::of);
    }
}

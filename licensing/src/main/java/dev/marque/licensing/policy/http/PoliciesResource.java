package dev.marque.licensing.policy.http;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.edit.ExpectedVersion;
import dev.marque.licensing.policy.NewPolicy;
import dev.marque.licensing.policy.Policies;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.policy.PolicyEdit;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.PageParameters;
import dev.marque.platform.http.Problems;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Policies over HTTP. */
@Path("/api/v1/policies")
@Tag(name = "Policies", description = "Templates of licenses. Editing one does not change licenses issued before.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PoliciesResource {

    private final Policies policies;
    private final CurrentActor current;

    @Inject
    public PoliciesResource(Policies policies, CurrentActor current) {
        this.policies = policies;
        this.current = current;
    }

    @POST
    @Requires(LicensingPermissions.POLICIES_WRITE)
    @Operation(operationId = "createPolicy", summary = "Add a policy")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = PolicyView.class)))
    public Response create(@Valid @NotNull NewPolicy request) {
        Policy policy = policies.create(current.actor(), request);
        return Response.created(URI.create("/api/v1/policies/" + policy.id()))
                .header(HttpHeaders.ETAG, ExpectedVersion.tag(policy.version()))
                .entity(PolicyView.of(policy))
                .build();
    }

    @GET
    @Requires(LicensingPermissions.POLICIES_READ)
    @Operation(operationId = "listPolicies", summary = "List policies", description = "Newest first.")
    public Page<PolicyView> list(@QueryParam("productId") @Nullable UUID productId, @BeanParam PageParameters page) {
        return policies.list(current.actor(), productId, page.toRequest()).map(PolicyView::of);
    }

    @GET
    @Path("/{id}")
    @Requires(LicensingPermissions.POLICIES_READ)
    @Operation(
            operationId = "getPolicy",
            summary = "See a policy",
            description = "The ETag is its version: send it as If-Match to change just what you saw.")
    @APIResponse(
            responseCode = "200",
            description = "The policy",
            content = @Content(schema = @Schema(implementation = PolicyView.class)))
    public Response get(@PathParam("id") UUID id) {
        return answer(policies.get(current.actor(), id));
    }

    @PATCH
    @Path("/{id}")
    @Requires(LicensingPermissions.POLICIES_WRITE)
    @Problems(ProblemType.CHANGED_MEANWHILE)
    @Operation(
            operationId = "updatePolicy",
            summary = "Change a policy",
            description = "Counts for licenses issued from now on. Fields that are left out stay as they are.")
    @APIResponse(
            responseCode = "200",
            description = "The policy as it is now",
            content = @Content(schema = @Schema(implementation = PolicyView.class)))
    public Response update(
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Valid @NotNull PolicyEdit request) {
        return answer(policies.update(current.actor(), id, request, ExpectedVersion.ofIfMatch(ifMatch)));
    }

    @GET
    @Path("/{id}/versions")
    @Requires(LicensingPermissions.POLICIES_READ)
    @Operation(
            operationId = "listPolicyVersions",
            summary = "See what a policy has said",
            description = "Newest first.")
    public PolicyVersionView.All versions(@PathParam("id") UUID id) {
        return PolicyVersionView.All.of(policies.versions(current.actor(), id));
    }

    private static Response answer(Policy policy) {
        return Response.ok(PolicyView.of(policy))
                .header(HttpHeaders.ETAG, ExpectedVersion.tag(policy.version()))
                .build();
    }
}

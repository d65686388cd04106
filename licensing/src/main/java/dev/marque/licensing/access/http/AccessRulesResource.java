package dev.marque.licensing.access.http;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.access.AccessKind;
import dev.marque.licensing.access.AccessRule;
import dev.marque.licensing.access.AccessRules;
import dev.marque.licensing.access.AccessSubject;
import dev.marque.licensing.access.NewAccessRule;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.PageParameters;
import dev.marque.platform.http.Problems;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The tenant's block lists and allow lists over HTTP. */
@Path("/api/v1/access-rules")
@Tag(
        name = "Access rules",
        description = "Block lists and allow lists: from where, and on which machines, licenses may be used.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AccessRulesResource {

    private final AccessRules rules;
    private final CurrentActor current;

    @Inject
    public AccessRulesResource(AccessRules rules, CurrentActor current) {
        this.rules = rules;
        this.current = current;
    }

    @POST
    @Requires(LicensingPermissions.POLICIES_WRITE)
    @Problems({ProblemType.ALREADY_EXISTS, ProblemType.STATE_CONFLICT})
    @Operation(
            operationId = "addAccessRule",
            summary = "Block or allow addresses, countries or machines",
            description =
                    "It counts for the next call of an installation. Whom a BLOCK rule matches is refused. Where"
                            + " there are ALLOW rules about a subject, only whom one of them matches passes. There may be 1,000.")
    @APIResponse(
            responseCode = "201",
            description = "Added",
            content = @Content(schema = @Schema(implementation = AccessRule.class)))
    public Response add(@Valid @NotNull NewAccessRule request) {
        return Response.status(Response.Status.CREATED)
                .entity(rules.add(current.actor(), request))
                .build();
    }

    @GET
    @Requires(LicensingPermissions.POLICIES_READ)
    @Operation(
            operationId = "listAccessRules",
            summary = "List block and allow rules",
            description = "Newest first, also those that are over.")
    public Page<AccessRule> list(
            @QueryParam("kind") @Nullable AccessKind kind,
            @QueryParam("subject") @Nullable AccessSubject subject,
            @BeanParam PageParameters page) {
        return rules.list(current.actor(), kind, subject, page.toRequest());
    }

    @DELETE
    @Path("/{id}")
    @Requires(LicensingPermissions.POLICIES_WRITE)
    @Operation(
            operationId = "removeAccessRule",
            summary = "Remove a block or allow rule",
            description = "It no longer counts for the next call of an installation.")
    public void remove(@PathParam("id") UUID id) {
        rules.remove(current.actor(), id);
    }
}

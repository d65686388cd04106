package dev.marque.licensing.token.http;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.token.LicenseToken;
import dev.marque.licensing.token.LicenseTokens;
import dev.marque.licensing.token.NewLicenseToken;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What installations may present instead of the license key. */
@Path("/api/v1/licenses/{id}/tokens")
@Tag(name = "Licenses")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LicenseTokensResource {

    private final LicenseTokens tokens;
    private final CurrentActor current;

    @Inject
    public LicenseTokensResource(LicenseTokens tokens, CurrentActor current) {
        this.tokens = tokens;
        this.current = current;
    }

    @Schema(description = "A new token of a license.")
    public record IssuedLicenseToken(
            LicenseToken token,

            @Schema(
                    description = "Sent by installations as `Authorization: Bearer <secret>`. It is shown only now.",
                    examples = "mqt_7vR2mWq9…")
            String secret) {

        @Override
        public String toString() {
            return "IssuedLicenseToken[" + token.id() + "]";
        }
    }

    @POST
    @Requires(LicensingPermissions.LICENSES_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "issueLicenseToken",
            summary = "Issue a token of a license",
            description = "An installation that sends it is treated as one that sends the license key, if the license's"
                    + " rule `authentication` takes tokens. The secret is in this answer and nowhere else.")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = IssuedLicenseToken.class)))
    public Response issue(@PathParam("id") UUID id, @Valid @NotNull NewLicenseToken request) {
        LicenseToken.Issued issued = tokens.issue(current.actor(), id, request);
        return Response.status(Response.Status.CREATED)
                .entity(new IssuedLicenseToken(issued.token(), issued.secret()))
                .build();
    }

    @GET
    @Requires(LicensingPermissions.LICENSES_READ)
    @Operation(operationId = "listLicenseTokens", summary = "List the tokens of a license, without their secrets")
    public Page<LicenseToken> list(@PathParam("id") UUID id, @BeanParam PageParameters page) {
        return tokens.list(current.actor(), id, page.toRequest());
    }

    @DELETE
    @Path("/{tokenId}")
    @Requires(LicensingPermissions.LICENSES_WRITE)
    @Operation(operationId = "revokeLicenseToken", summary = "Revoke a token of a license at once")
    public void revoke(@PathParam("id") UUID id, @PathParam("tokenId") UUID tokenId) {
        tokens.revoke(current.actor(), id, tokenId);
    }
}

package dev.marque.platform.identity.oidc.http;

import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.OpenToAll;
import dev.marque.platform.http.Problems;
import dev.marque.platform.identity.http.AuthResource;
import dev.marque.platform.identity.oidc.OidcSignIns;
import dev.marque.platform.limits.Limit;
import dev.marque.platform.limits.http.Limited;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Sign-in through an identity provider. */
@Path("/api/v1/auth/oidc")
@Tag(name = "Sign-in")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OidcSignInResource {

    private final OidcSignIns signIns;
    private final CurrentActor current;

    @Inject
    public OidcSignInResource(OidcSignIns signIns, CurrentActor current) {
        this.signIns = signIns;
        this.current = current;
    }

    /** What a sign-in page offers. */
    public record SignInProviders(List<OidcSignIns.Choice> items) {}

    /** Through which provider somebody wants to sign in. */
    public record OidcStart(
            @Size(max = 40) @Schema(description = "Left out on a server with one vendor.", examples = "acme") @Nullable String tenant,

            @NotNull UUID providerId) {}

    /** Where to go now. */
    public record StartedOidcSignIn(
            @Schema(description = "Send the browser there.") URI authorizationUrl,

            @Schema(
                    description = "Keep it in the browser's session, and send it to `finish`: it binds the sign-in to"
                            + " this browser.",
                    examples = "mqo_4q3…")
            String secret,

            Instant expiresAt) {

        @Override
        public String toString() {
            return "StartedOidcSignIn[" + expiresAt + "]";
        }
    }

    /** What the provider added to the address of the page, and the secret from the start. */
    public record OidcReturn(
            @NotBlank @Size(max = 200) @Schema(description = "The parameter `state`.")
            String state,

            @NotBlank @Size(max = 4000) @Schema(description = "The parameter `code`.")
            String code,

            @Size(max = 500) @Schema(description = "The parameter `iss`, if there is one (RFC 9207).") @Nullable String issuer,

            @NotBlank @Size(max = 200) @Schema(examples = "mqo_4q3…")
            String secret) {

        @Override
        public String toString() {
            return "OidcReturn[]";
        }
    }

    @GET
    @Path("/providers")
    @OpenToAll(because = "a sign-in page shows them before anybody is signed in")
    @Operation(operationId = "listSignInProviders", summary = "List the providers of a sign-in page")
    public SignInProviders providers(
            @QueryParam("tenant") @Parameter(description = "Left out on a server with one vendor.") @Nullable String tenant) {
        return new SignInProviders(signIns.choices(tenant));
    }

    @POST
    @Path("/start")
    @OpenToAll(because = "this is where credentials come from")
    @Limited(Limit.SIGN_IN)
    @Problems(ProblemType.IDENTITY_PROVIDER_FAILED)
    @Operation(
            operationId = "startOidcSignIn",
            summary = "Start a sign-in through a provider",
            description = "Ten minutes are left to finish it. The provider sends the browser back to the page of"
                    + " `MARQUE_OIDC_REDIRECT_URL`.")
    public StartedOidcSignIn start(@Valid @NotNull OidcStart request) {
        OidcSignIns.Start start = signIns.start(request.tenant(), request.providerId());
        return new StartedOidcSignIn(start.authorizationUrl(), start.secret(), start.expiresAt());
    }

    @POST
    @Path("/finish")
    @OpenToAll(because = "state, secret and code are the credentials")
    @Limited(Limit.SIGN_IN)
    @Problems({ProblemType.INVALID_CREDENTIALS, ProblemType.SIGN_IN_REFUSED, ProblemType.IDENTITY_PROVIDER_FAILED})
    @Operation(
            operationId = "finishOidcSignIn",
            summary = "Finish a sign-in through a provider",
            description = "Works once for each start, whatever comes of it.")
    public AuthResource.Tokens finish(@Valid @NotNull OidcReturn request) {
        OidcSignIns.Return back =
                new OidcSignIns.Return(request.state(), request.code(), request.issuer(), request.secret());
        return AuthResource.Tokens.of(signIns.finish(back, current.origin()));
    }
}

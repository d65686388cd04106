package dev.marque.platform.identity.oidc.http;

import dev.marque.kernel.page.Page;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.PageParameters;
import dev.marque.platform.http.Requires;
import dev.marque.platform.identity.oidc.OidcPermissions;
import dev.marque.platform.identity.oidc.OidcProvider;
import dev.marque.platform.identity.oidc.OidcProviders;
import dev.marque.platform.identity.oidc.OidcSettings;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Providers over HTTP. */
@Path("/api/v1/oidc-providers")
@Tag(name = "Identity providers", description = "OpenID Connect providers through which the staff signs in.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OidcProvidersResource {

    private final OidcProviders providers;
    private final CurrentActor current;

    @Inject
    public OidcProvidersResource(OidcProviders providers, CurrentActor current) {
        this.providers = providers;
        this.current = current;
    }

    @POST
    @Requires(OidcPermissions.WRITE)
    @Operation(
            operationId = "createOidcProvider",
            summary = "Add an identity provider",
            description = "Nobody can map groups to a role that may do more than they may.")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = OidcProvider.class)))
    public Response create(@Valid @NotNull OidcSettings request) {
        OidcProvider provider = providers.create(current.actor(), request);
        return Response.created(URI.create("/api/v1/oidc-providers/" + provider.id()))
                .entity(provider)
                .build();
    }

    @GET
    @Requires(OidcPermissions.READ)
    @Operation(operationId = "listOidcProviders", summary = "List identity providers")
    public Page<OidcProvider> list(@BeanParam PageParameters page) {
        return providers.list(current.actor(), page.toRequest());
    }

    @GET
    @Path("/{id}")
    @Requires(OidcPermissions.READ)
    @Operation(operationId = "getOidcProvider", summary = "See an identity provider, without its client secret")
    public OidcProvider get(@PathParam("id") UUID id) {
        return providers.get(current.actor(), id);
    }

    @PUT
    @Path("/{id}")
    @Requires(OidcPermissions.WRITE)
    @Operation(
            operationId = "replaceOidcProvider",
            summary = "Replace the settings of an identity provider",
            description =
                    "A client secret that is left out stays, unless the issuer changes. People keep their roles until"
                            + " they sign in again.")
    public OidcProvider replace(@PathParam("id") UUID id, @Valid @NotNull OidcSettings request) {
        return providers.replace(current.actor(), id, request);
    }

    @DELETE
    @Path("/{id}")
    @Requires(OidcPermissions.WRITE)
    @Operation(operationId = "deleteOidcProvider", summary = "Delete an identity provider")
    public void delete(@PathParam("id") UUID id) {
        providers.delete(current.actor(), id);
    }
}

package dev.marque.platform.identity.apikey.http;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.PageParameters;
import dev.marque.platform.http.Problems;
import dev.marque.platform.http.Requires;
import dev.marque.platform.identity.PlatformPermissions;
import dev.marque.platform.identity.apikey.ApiKey;
import dev.marque.platform.identity.apikey.ApiKeyEdit;
import dev.marque.platform.identity.apikey.ApiKeys;
import dev.marque.platform.identity.apikey.KeyEditing;
import dev.marque.platform.identity.apikey.KeyRevocation;
import dev.marque.platform.identity.apikey.KeyRotation;
import dev.marque.platform.identity.apikey.NewApiKey;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Keys for programs of the vendor. */
@Path("/api/v1/api-keys")
@Tag(name = "API keys", description = "How the vendor's own programs call Marque.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ApiKeysResource {

    private final ApiKeys apiKeys;
    private final KeyRotation rotation;
    private final KeyRevocation revocation;
    private final KeyEditing editing;
    private final CurrentActor current;

    @Inject
    public ApiKeysResource(
            ApiKeys apiKeys, KeyRotation rotation, KeyRevocation revocation, KeyEditing editing, CurrentActor current) {
        this.apiKeys = apiKeys;
        this.rotation = rotation;
        this.revocation = revocation;
        this.editing = editing;
        this.current = current;
    }

    /** How to replace a key. */
    public record Rotation(
            @Schema(
                    description = "Until when the old key works: from now to 30 days ahead, 24 hours if left out.",
                    examples = "2026-11-24T00:00:00Z")
            @Nullable Instant oldKeyEndsAt) {}

    @POST
    @Requires(PlatformPermissions.API_KEYS_WRITE)
    @Operation(
            operationId = "createApiKey",
            summary = "Create an API key",
            description = "The key can do no more than its creator, then and later. Its secret is in this answer and"
                    + " nowhere else.")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = CreatedApiKey.class)))
    public Response create(@Valid @NotNull NewApiKey request) {
        return created(apiKeys.create(current.actor(), request));
    }

    @GET
    @Requires(PlatformPermissions.API_KEYS_READ)
    @Operation(operationId = "listApiKeys", summary = "List API keys, without their secrets")
    public Page<ApiKey> list(@QueryParam("ownerId") @Nullable UUID ownerId, @BeanParam PageParameters page) {
        return apiKeys.list(current.actor(), ownerId, page.toRequest());
    }

    @GET
    @Path("/{id}")
    @Requires(PlatformPermissions.API_KEYS_READ)
    @Operation(operationId = "getApiKey", summary = "See an API key, without its secret")
    public ApiKey get(@PathParam("id") UUID id) {
        return apiKeys.get(current.actor(), id);
    }

    @PATCH
    @Path("/{id}")
    @Requires(PlatformPermissions.API_KEYS_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "updateApiKey",
            summary = "Change an API key's name, networks or end",
            description = "Its secret and its scopes stay. A key cannot change itself.")
    public ApiKey update(@PathParam("id") UUID id, @Valid @NotNull ApiKeyEdit request) {
        return editing.edit(current.actor(), id, request);
    }

    @POST
    @Path("/{id}/rotate")
    @Requires(PlatformPermissions.API_KEYS_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "rotateApiKey",
            summary = "Replace an API key by a new one",
            description = "Both work until the chosen time, so that programs can change keys without a pause.")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = CreatedApiKey.class)))
    public Response rotate(@PathParam("id") UUID id, @Valid @Nullable Rotation request) {
        Instant end = request == null ? null : request.oldKeyEndsAt();
        return created(rotation.rotate(current.actor(), id, end));
    }

    @DELETE
    @Path("/{id}")
    @Requires(PlatformPermissions.API_KEYS_WRITE)
    @Operation(operationId = "revokeApiKey", summary = "Revoke an API key at once")
    public void revoke(@PathParam("id") UUID id) {
        revocation.revoke(current.actor(), id);
    }

    private static Response created(ApiKey.Created created) {
        return Response.status(Response.Status.CREATED)
                .entity(CreatedApiKey.of(created))
                .build();
    }
}

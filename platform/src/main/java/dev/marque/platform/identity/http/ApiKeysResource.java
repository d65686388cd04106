package dev.marque.platform.identity.http;

import dev.marque.kernel.page.Page;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.PageParameters;
import dev.marque.platform.http.Requires;
import dev.marque.platform.identity.ApiKey;
import dev.marque.platform.identity.ApiKeys;
import dev.marque.platform.identity.PlatformPermissions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
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
    private final CurrentActor current;

    @Inject
    public ApiKeysResource(ApiKeys apiKeys, CurrentActor current) {
        this.apiKeys = apiKeys;
        this.current = current;
    }

    /** What a new key is for. */
    public record NewApiKey(
            @NotBlank @Size(max = 100) @Schema(examples = "Web shop")
            String name,

            @NotEmpty @Size(max = 100) @Schema(examples = "[\"licenses.read\", \"licenses.write\"]")
            List<@NotBlank String> scopes,

            @Schema(examples = "2027-12-31T00:00:00Z") @Nullable Instant expiresAt) {}

    /** A new key, with its secret. */
    public record CreatedApiKey(
            UUID id,
            String name,
            @Schema(examples = "mq_3kT9xQ2a") String prefix,
            List<String> scopes,
            Instant createdAt,
            @Nullable Instant expiresAt,

            @Schema(description = "The secret. It is shown only now.", examples = "mq_3kT9xQ2aVbN0…")
            String key) {

        static CreatedApiKey of(ApiKey.Created created) {
            ApiKey key = created.apiKey();
            return new CreatedApiKey(
                    key.id(),
                    key.name(),
                    key.prefix(),
                    key.scopes(),
                    key.createdAt(),
                    key.expiresAt(),
                    created.secret());
        }

        @Override
        public String toString() {
            return "CreatedApiKey[" + id + "]";
        }
    }

    @POST
    @Requires(PlatformPermissions.API_KEYS_WRITE)
    @Operation(
            operationId = "createApiKey",
            summary = "Create an API key",
            description = "The key can do no more than its creator. Its secret is in this answer and nowhere else.")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = CreatedApiKey.class)))
    public Response create(@Valid @NotNull NewApiKey request) {
        ApiKey.Created created = apiKeys.create(current.actor(), request.name(), request.scopes(), request.expiresAt());
        return Response.status(Response.Status.CREATED)
                .entity(CreatedApiKey.of(created))
                .build();
    }

    @GET
    @Requires(PlatformPermissions.API_KEYS_READ)
    @Operation(operationId = "listApiKeys", summary = "List API keys, without their secrets")
    public Page<ApiKey> list(@BeanParam PageParameters page) {
        return apiKeys.list(current.actor(), page.toRequest());
    }

    @DELETE
    @Path("/{id}")
    @Requires(PlatformPermissions.API_KEYS_WRITE)
    @Operation(operationId = "revokeApiKey", summary = "Revoke an API key at once")
    public void revoke(@PathParam("id") UUID id) {
        apiKeys.revoke(current.actor(), id);
    }
}

package dev.marque.platform.identity.apikey.http;

import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.OpenToAll;
import dev.marque.platform.http.Requires;
import dev.marque.platform.identity.PlatformPermissions;
import dev.marque.platform.identity.apikey.ApiKey;
import dev.marque.platform.identity.apikey.KeyRevocation;
import dev.marque.platform.limits.Limit;
import dev.marque.platform.limits.http.Limited;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Keys that were found where they should not be. */
@Path("/api/v1")
@Tag(name = "API keys")
@RunOnVirtualThread
public class LeakedKeysResource {

    private final KeyRevocation revocation;
    private final CurrentActor current;

    @Inject
    public LeakedKeysResource(KeyRevocation revocation, CurrentActor current) {
        this.revocation = revocation;
        this.current = current;
    }

    /** The beginning of a key, as it was found. */
    public record FoundPrefix(
            @NotBlank @Size(max = 100) @Pattern(
                    regexp = "mqk?_[0-9A-Za-z_-]{8,}",
                    message = "must begin like a key: mqk_ and at least 8 characters")
            @Schema(examples = "mqk_3kT9xQ2a")
            String prefix) {

        @Override
        public String toString() {
            return "FoundPrefix[]";
        }
    }

    /** A whole key, as it was found. */
    public record FoundKey(
            @NotBlank @Size(max = 200) @Schema(examples = "mqk_3kT9xQ2aVbN0…")
            String key) {

        @Override
        public String toString() {
            return "FoundKey[]";
        }
    }

    /** The keys that were meant; none is left that works. */
    public record RevokedKeys(List<ApiKey> items) {}

    @POST
    @Path("/api-key-revocations")
    @Requires(PlatformPermissions.API_KEYS_WRITE)
    @Operation(
            operationId = "revokeLeakedApiKeys",
            summary = "Revoke API keys by how they begin",
            description =
                    "For a key found in a repository or a log. With it end the keys that it made. The list is empty"
                            + " if no key of the vendor begins like that.")
    public RevokedKeys revokeByPrefix(@Valid @NotNull FoundPrefix request) {
        return new RevokedKeys(revocation.revokeLeaked(current.actor(), request.prefix()));
    }

    @POST
    @Path("/leaked-api-keys")
    @OpenToAll(because = "whoever holds a key may end it, and a scanner has no other credentials")
    @Limited(Limit.SIGN_IN)
    @Operation(
            operationId = "reportLeakedApiKey",
            summary = "Revoke an API key by presenting it",
            description =
                    "For finders and secret scanners; keys match `mqk_[0-9A-Za-z]{49}`, of which the last six are a"
                            + " CRC-32 in base 62. The answer is the same for a text that is no key.")
    public void report(@Valid @NotNull FoundKey request) {
        revocation.reportLeaked(request.key(), current.origin());
    }
}

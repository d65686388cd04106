package dev.marque.platform.signing.http;

import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Problems;
import dev.marque.platform.http.Requires;
import dev.marque.platform.signing.KeyFacts;
import dev.marque.platform.signing.KeyRotation;
import dev.marque.platform.signing.SigningPermissions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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

/** Signing keys, for those who look after them. */
@Path("/api/v1/signing-keys")
@Tag(name = "Keys")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SigningKeysResource {

    private final KeyRotation rotation;
    private final CurrentActor current;

    @Inject
    public SigningKeysResource(KeyRotation rotation, CurrentActor current) {
        this.rotation = rotation;
        this.current = current;
    }

    /** All of them; there is no second page. */
    public record SigningKeyList(List<KeyFacts> items) {}

    /** Why a key is no longer to be believed. */
    public record Revocation(
            @Schema(examples = "a backup was lost together with the master key") @NotBlank @Size(max = 500) String reason) {}

    @GET
    @Requires(SigningPermissions.SIGNING_KEYS_READ)
    @Operation(operationId = "listSigningKeys", summary = "List the signing keys", description = "Newest first.")
    public SigningKeyList list() {
        return new SigningKeyList(rotation.list(current.actor()));
    }

    @POST
    @Path("/{id}/rotate")
    @Requires(SigningPermissions.SIGNING_KEYS_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "rotateSigningKey",
            summary = "Replace the active signing key",
            description =
                    "By its published successor, or by a new key. The old one signs no more and stays published, so"
                            + " everything signed earlier still verifies. The answer is the key that signs now.")
    public KeyFacts rotate(@PathParam("id") UUID id) {
        return rotation.rotate(current.actor(), id);
    }

    @POST
    @Path("/{id}/revoke")
    @Requires(SigningPermissions.SIGNING_KEYS_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "revokeSigningKey",
            summary = "Revoke a signing key in an emergency",
            description =
                    "Nothing that it signed is genuine any more: staff sign in again, installations activate again,"
                            + " license files are checked out again. An active key is replaced by a new one at once.")
    public KeyFacts revoke(@PathParam("id") UUID id, @Valid @NotNull Revocation request) {
        return rotation.revoke(current.actor(), id, request.reason());
    }
}

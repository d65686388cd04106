package dev.marque.platform.secrets.rotation.http;

import dev.marque.platform.http.Requires;
import dev.marque.platform.secrets.rotation.MasterKeyPermissions;
import dev.marque.platform.secrets.rotation.MasterKeyRotation;
import dev.marque.platform.secrets.rotation.MasterKeyStatus;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How far the replacement of the master key is. */
@Path("/api/v1/operator/master-key")
@Tag(name = "Operators")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OperatorMasterKeyResource {

    private final MasterKeyRotation rotation;

    @Inject
    public OperatorMasterKeyResource(MasterKeyRotation rotation) {
        this.rotation = rotation;
    }

    @GET
    @Requires(MasterKeyPermissions.MASTER_KEY_READ)
    @Operation(
            operationId = "getMasterKeyStatus",
            summary = "See how far the replacement of the master key is",
            description =
                    "How many stored secrets are not under the current key yet. When none is, and every process was"
                            + " started with the new key, the previous one may be removed.")
    public MasterKeyStatus get() {
        return rotation.status();
    }
}

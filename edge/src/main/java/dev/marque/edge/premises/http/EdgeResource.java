package dev.marque.edge.premises.http;

import dev.marque.edge.EdgeCode;
import dev.marque.edge.premises.EdgeDoor;
import dev.marque.edge.premises.EdgeStatus;
import dev.marque.licensing.LicensingPermissions;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tells programs which server gives them seats, and why they may believe it. */
@Path("/api/v1/licensing/edge")
@Tag(name = "Edge")
@RunOnVirtualThread
public class EdgeResource {

    private final EdgeDoor door;

    @Inject
    public EdgeResource(EdgeDoor door) {
        this.door = door;
    }

    /** What a program needs to check the server. */
    @Schema(name = "Edge", description = "Whether this is a server at a customer, and by what license file it goes.")
    public record EdgeView(
            @Schema(description = "Whether this is a server at a customer.", examples = "false")
            boolean edge,

            @Schema(description = "Whether it gives seats.", examples = "false")
            boolean open,

            @Schema(examples = "NOT_AN_EDGE") EdgeCode code,

            @Schema(examples = "This is the vendor's own server.")
            String detail,

            @Schema(
                    description =
                            "The thumbprint (RFC 7638) of the Ed25519 key with which it signs; the file is bound to it.",
                    examples = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")
            @Nullable String fingerprint,

            @Schema(
                    description = "The machine file that the vendor made for it.",
                    examples = "-----BEGIN MACHINE FILE-----…")
            @Nullable String file,

            @Schema(description = "When it needs a new file to go on without a warning.") @Nullable Instant graceFrom,

            @Schema(description = "When it gives no more seats.") @Nullable Instant endsAt) {

        static EdgeView of(EdgeStatus status) {
            return new EdgeView(
                    status.code() != EdgeCode.NOT_AN_EDGE,
                    status.code().open(),
                    status.code(),
                    status.detail(),
                    status.fingerprint(),
                    status.file(),
                    status.graceFrom(),
                    status.endsAt());
        }
    }

    @GET
    @Requires(LicensingPermissions.LICENSING_USE)
    @Operation(
            operationId = "getEdge",
            summary = "Ask by what license file the server goes",
            description = "A program that knows the vendor's key checks the file with it, the fingerprint in the file"
                    + " against the server's key in /.well-known/jwks.json, and answers with that.")
    public EdgeView get() {
        return EdgeView.of(door.status().orElse(EdgeStatus.VENDOR));
    }
}

package dev.marque.platform.audit.http;

import dev.marque.kernel.page.Page;
import dev.marque.platform.audit.AuditPermissions;
import dev.marque.platform.audit.AuditVerifications;
import dev.marque.platform.audit.chain.Checkpoint;
import dev.marque.platform.audit.chain.Checkpoints;
import dev.marque.platform.audit.chain.Hash;
import dev.marque.platform.audit.chain.KeptCheckpoint;
import dev.marque.platform.audit.chain.Verification;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.PageParameters;
import dev.marque.platform.http.Requires;
import dev.marque.platform.limits.Limit;
import dev.marque.platform.limits.http.Limited;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The proof that nobody altered the audit trail, over HTTP. */
@Path("/api/v1/audit-logs")
@Tag(name = "Audit")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AuditChainResource {

    private final AuditVerifications verifications;
    private final Checkpoints checkpoints;
    private final CurrentActor current;

    @Inject
    public AuditChainResource(AuditVerifications verifications, Checkpoints checkpoints, CurrentActor current) {
        this.verifications = verifications;
        this.checkpoints = checkpoints;
        this.current = current;
    }

    /** What the caller knows about the chain from elsewhere. */
    public record AuditVerificationRequest(
            @Schema(description = "Check-points that were kept outside of this server.") @NotNull @Size(max = 1_000) List<@NotNull @Valid KeptAuditCheckpoint> checkpoints) {}

    /** A check-point that was kept. */
    public record KeptAuditCheckpoint(
            @Min(1) long sequence,

            @NotNull @Pattern(regexp = "[0-9a-f]{64}", message = "must be 64 hex digits in lower case") String chainHash) {}

    /** A check-point, for keeping. */
    public record AuditCheckpoint(
            UUID id,
            Checkpoint.Kind kind,
            long sequence,
            String chainHash,
            Instant createdAt,

            @Schema(description = "A compact JWS that repeats the other fields, signed by the tenant's key.")
            String token) {

        static AuditCheckpoint of(Checkpoint checkpoint) {
            return new AuditCheckpoint(
                    checkpoint.id(),
                    checkpoint.kind(),
                    checkpoint.sequence(),
                    checkpoint.chainHash().value(),
                    checkpoint.createdAt(),
                    checkpoint.token());
        }
    }

    @POST
    @Path("/verify")
    @Requires(AuditPermissions.VERIFY)
    @Limited(Limit.EXPORT)
    @Operation(
            operationId = "verifyAuditLogs",
            summary = "Verify the audit trail",
            description =
                    "Walks the whole chain and lists what does not fit: rows that were altered, removed, reordered"
                            + " or put in later. The body may have check-points that were kept elsewhere, which find even a"
                            + " chain that was built anew together with its own check-points. The trail remembers"
                            + " who verified it, and the outcome.")
    public Verification verify(@Valid @Nullable AuditVerificationRequest request) {
        List<KeptCheckpoint> kept = request == null
                ? List.of()
                : request.checkpoints().stream()
                        .map(checkpoint -> new KeptCheckpoint(checkpoint.sequence(), new Hash(checkpoint.chainHash())))
                        .toList();
        return verifications.verify(current.actor(), kept);
    }

    @GET
    @Path("/checkpoints")
    @Requires(AuditPermissions.VERIFY)
    @Operation(
            operationId = "listAuditCheckpoints",
            summary = "List the signed check-points of the audit trail, newest first",
            description = "Keep them outside of this server: then not even its administrators can put another trail in"
                    + " place of this one unnoticed.")
    public Page<AuditCheckpoint> checkpoints(@BeanParam PageParameters page) {
        return checkpoints.list(current.actor(), page.toRequest()).map(AuditCheckpoint::of);
    }
}

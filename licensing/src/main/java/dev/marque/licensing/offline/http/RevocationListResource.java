package dev.marque.licensing.offline.http;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.licensing.offline.Revocations;
import dev.marque.platform.http.OpenToAll;
import dev.marque.platform.http.Problems;
import dev.marque.platform.tenant.Tenant;
import dev.marque.platform.tenant.Tenants;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Revocation lists, for everybody who brings them to a machine. */
@Path("/api/v1/revocations")
@Tag(name = "Offline")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RevocationListResource {

    private static final String CACHED = "public, max-age=" + Revocations.FRESH.toSeconds();

    private final Revocations revocations;
    private final Tenants tenants;

    @Inject
    public RevocationListResource(Revocations revocations, Tenants tenants) {
        this.revocations = revocations;
        this.tenants = tenants;
    }

    /** A list, and what stands in it for those who only pass it on. */
    @Schema(name = "RevocationList")
    public record ListView(
            @Schema(description = "Higher than that of every earlier list.", examples = "42")
            long number,

            Instant issuedAt,
            Instant nextUpdate,

            @Schema(description = "How many licenses it lists.", examples = "7")
            int licenses,

            @Schema(
                    description = "The signed list, to bring to machines.",
                    examples = "-----BEGIN REVOCATION LIST-----…")
            String list) {}

    @GET
    @OpenToAll(because = "it names licenses by hashes only, and who brings it to a machine has no account")
    @Problems({ProblemType.NOT_FOUND, ProblemType.INVALID_INPUT, ProblemType.STATE_CONFLICT})
    @Operation(
            operationId = "getRevocationList",
            summary = "Get the signed list of suspended and revoked licenses",
            description = "For machines that cannot ask. At most a minute old; may be cached that long.")
    @APIResponse(
            responseCode = "200",
            description = "The list",
            content = @Content(schema = @Schema(implementation = ListView.class)))
    public Response get(
            @Parameter(description = "The tenant's slug. Leave it out on a server with one tenant.")
                    @QueryParam("tenant")
                    @Nullable String slug,
            @Parameter(description = "Code of a product; absent: all of them.") @QueryParam("product") @Nullable String product,
            @Parameter(description = "ed25519, rsa-pss-sha256 or rsa-sha256; absent: ed25519.")
                    @QueryParam("algorithm")
                    @Nullable String algorithm) {
        Tenant tenant = tenant(slug).orElseThrow(() -> ProblemException.notFound("tenant"));
        Revocations.Published published = revocations.current(tenant.id(), product, algorithm(algorithm));
        return Response.ok(new ListView(
                        published.list().number(),
                        published.list().issuedAt(),
                        published.list().nextUpdate(),
                        published.list().licenses(),
                        published.text()))
                .header(HttpHeaders.CACHE_CONTROL, CACHED)
                .build();
    }

    private Optional<Tenant> tenant(@Nullable String slug) {
        return slug == null ? tenants.home() : tenants.bySlug(slug);
    }

    private static SignatureAlgorithm algorithm(@Nullable String name) {
        if (name == null) {
            return SignatureAlgorithm.ED25519;
        }
        return SignatureAlgorithm.ofFileName(name)
                .filter(algorithm -> algorithm != SignatureAlgorithm.ECDSA_P256_SHA256)
                .orElseThrow(() -> ProblemException.invalid(
                        FieldError.inParameter("algorithm", "must be ed25519, rsa-pss-sha256 or rsa-sha256")));
    }
}

package dev.marque.platform.signing.http;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.keys.sign.Jwk;
import dev.marque.platform.http.OpenToAll;
import dev.marque.platform.http.Problems;
import dev.marque.platform.signing.SigningKeys;
import dev.marque.platform.tenant.Tenant;
import dev.marque.platform.tenant.Tenants;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Public keys, for everybody who checks what Marque signed. */
@Path("/.well-known/jwks.json")
@Tag(name = "Keys", description = "Public keys that check Marque's signatures.")
@RunOnVirtualThread
public class JwksResource {

    private final SigningKeys keys;
    private final Tenants tenants;

    @Inject
    public JwksResource(SigningKeys keys, Tenants tenants) {
        this.keys = keys;
        this.tenants = tenants;
    }

    /**
     * A JSON Web Key Set (RFC 7517).
     *
     * @param revoked is no member of the RFC: revoked keys are not among {@code keys}, so whoever does not know of it
     *     believes them no more all the same
     */
    public record KeySet(List<Map<String, String>> keys, List<RevokedKey> revoked) {}

    /** A key that counts no more. */
    public record RevokedKey(String kid, Instant revokedAt) {}

    @GET
    @OpenToAll(because = "public keys are public")
    @Problems(ProblemType.NOT_FOUND)
    @Operation(
            operationId = "getJwks",
            summary = "Get the public keys of a tenant",
            description = "The next keys are in the set before they sign. Retired keys stay in it, so that whatever was"
                    + " signed earlier still verifies. Revoked keys are listed apart, without the key: what they signed is"
                    + " not genuine. Fetch the set once a day, and whenever a key is missing.")
    public KeySet get(
            @Parameter(description = "The tenant's slug. Leave it out on a server with one tenant.")
                    @QueryParam("tenant")
                    @Nullable String slug) {
        Tenant tenant = tenant(slug).orElseThrow(() -> ProblemException.notFound("tenant"));
        SigningKeys.Published published = keys.published(tenant.id());
        return new KeySet(
                published.genuine().stream().map(Jwk::of).toList(),
                published.revoked().stream()
                        .map(key -> new RevokedKey(key.kid(), Objects.requireNonNull(key.revokedAt())))
                        .toList());
    }

    private Optional<Tenant> tenant(@Nullable String slug) {
        return slug == null ? tenants.home() : tenants.bySlug(slug);
    }
}

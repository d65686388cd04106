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
import java.util.List;
import java.util.Map;
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

    /** A JSON Web Key Set (RFC 7517). */
    public record KeySet(List<Map<String, String>> keys) {}

    @GET
    @OpenToAll(because = "public keys are public")
    @Problems(ProblemType.NOT_FOUND)
    @Operation(
            operationId = "getJwks",
            summary = "Get the public keys of a tenant",
            description = "Retired keys stay in the set, so that whatever was signed earlier still verifies.")
    public KeySet get(
            @Parameter(description = "The tenant's slug. Leave it out on a server with one tenant.")
                    @QueryParam("tenant")
                    @Nullable String slug) {
        Tenant tenant = tenant(slug).orElseThrow(() -> ProblemException.notFound("tenant"));
        return new KeySet(keys.published(tenant.id()).stream().map(Jwk::of).toList());
    }

    private Optional<Tenant> tenant(@Nullable String slug) {
        return slug == null ? tenants.home() : tenants.bySlug(slug);
    }
}

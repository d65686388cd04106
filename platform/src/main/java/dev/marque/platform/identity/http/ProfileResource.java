package dev.marque.platform.identity.http;

import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Requires;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.PlatformPermissions;
import dev.marque.platform.tenant.Tenant;
import dev.marque.platform.tenant.Tenants;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who one is. */
@Path("/api/v1/me")
@Tag(name = "Sign-in")
@RunOnVirtualThread
public class ProfileResource {

    private final Tenants tenants;
    private final CurrentActor current;

    @Inject
    public ProfileResource(Tenants tenants, CurrentActor current) {
        this.tenants = tenants;
        this.current = current;
    }

    /** The caller, as the server sees it. */
    public record Profile(
            UUID id,
            @Schema(examples = "USER") Actor.Kind kind,
            @Schema(examples = "admin@example.com") String name,
            @Schema(examples = "acme") String tenant,
            List<String> permissions) {}

    @GET
    @Requires(PlatformPermissions.PROFILE_READ)
    @Operation(operationId = "getProfile", summary = "See who one is signed in as")
    public Profile get() {
        Actor actor = current.actor();
        Tenant tenant = tenants.get(actor.tenant());
        return new Profile(
                actor.id(),
                actor.kind(),
                actor.name(),
                tenant.slug(),
                actor.permissions().stream().sorted().toList());
    }
}

package dev.marque.licensing.release.http;

import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.release.ListedRelease;
import dev.marque.licensing.release.Release;
import dev.marque.licensing.release.Releases;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Versions of products over HTTP. */
@Path("/api/v1/products")
@Tag(name = "Products")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ProductVersionsResource {

    private final Releases releases;
    private final CurrentActor current;

    @Inject
    public ProductVersionsResource(Releases releases, CurrentActor current) {
        this.releases = releases;
        this.current = current;
    }

    /** An answer is an object, so that it can have more fields one day. */
    public record ProductVersions(List<Release> items) {}

    @PUT
    @Path("/{id}/versions/{version}")
    @Requires(LicensingPermissions.PRODUCTS_WRITE)
    @Operation(
            operationId = "listVersion",
            summary = "List a version of a product",
            description = "When it came out and how finished it is decide which licenses cover it; its checksums tell a"
                    + " program that was changed. What is left out stays as it was listed before.")
    public Release list(
            @PathParam("id") UUID id,
            @PathParam("version") @Parameter(example = "2.1.0") String version,
            @Valid @Nullable ListedRelease request) {
        ListedRelease input = request == null ? new ListedRelease(null, null, null) : request;
        return releases.list(current.actor(), id, version, input);
    }

    @GET
    @Path("/{id}/versions")
    @Requires(LicensingPermissions.PRODUCTS_READ)
    @Operation(
            operationId = "listVersions",
            summary = "See the versions of a product",
            description = "The newest first, 500 at most.")
    public ProductVersions all(@PathParam("id") UUID id) {
        return new ProductVersions(releases.of(current.actor(), id));
    }

    @DELETE
    @Path("/{id}/versions/{version}")
    @Requires(LicensingPermissions.PRODUCTS_WRITE)
    @Operation(
            operationId = "unlistVersion",
            summary = "Take a version off the list",
            description = "It is then as if it had never been listed.")
    public void unlist(@PathParam("id") UUID id, @PathParam("version") @Parameter(example = "2.1.0") String version) {
        releases.unlist(current.actor(), id, version);
    }
}

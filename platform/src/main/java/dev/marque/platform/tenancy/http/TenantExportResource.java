package dev.marque.platform.tenancy.http;

import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Requires;
import dev.marque.platform.limits.Limit;
import dev.marque.platform.limits.http.Limited;
import dev.marque.platform.tenancy.TenancyPermissions;
import dev.marque.platform.tenancy.TenantExport;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Everything of the own tenant, to take along. */
@Path("/api/v1/export")
@Tag(name = "Settings")
@RunOnVirtualThread
public class TenantExportResource {

    private static final String ZIP = "application/zip";

    private final TenantExport export;
    private final CurrentActor current;

    @Inject
    public TenantExportResource(TenantExport export, CurrentActor current) {
        this.export = export;
        this.current = current;
    }

    @GET
    @Produces(ZIP)
    @Requires(TenancyPermissions.TENANT_EXPORT)
    @Limited(Limit.EXPORT)
    @Operation(
            operationId = "exportTenant",
            summary = "Take everything of the tenant along",
            description = "A ZIP with one NDJSON file per table and a `manifest.json` with rows and SHA-256 of each."
                    + " Secrets are left out. It works while a deletion waits.")
    @APIResponse(
            responseCode = "200",
            description = "The archive",
            content = @Content(mediaType = ZIP, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response export() throws IOException {
        // By way of a file: a slow client must not hold a connection to the database.
        java.nio.file.Path file = Files.createTempFile("marque-export", ".zip");
        try {
            try (OutputStream target = Files.newOutputStream(file)) {
                export.write(current.actor(), target);
            }
            InputStream archive = Files.newInputStream(file);
            return Response.ok(archive)
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"marque-export.zip\"")
                    .build();
        } finally {
            // What is open stays readable until it is closed; what is not leaves nothing behind.
            Files.deleteIfExists(file);
        }
    }
}

package dev.marque.platform.audit.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.kernel.page.Page;
import dev.marque.platform.audit.AuditEntry;
import dev.marque.platform.audit.AuditExport;
import dev.marque.platform.audit.AuditFilter;
import dev.marque.platform.audit.AuditPermissions;
import dev.marque.platform.audit.AuditTrail;
import dev.marque.platform.audit.CsvFormat;
import dev.marque.platform.audit.ExportFormat;
import dev.marque.platform.audit.NdjsonFormat;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.PageParameters;
import dev.marque.platform.http.Requires;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.PlatformPermissions;
import dev.marque.platform.limits.Limit;
import dev.marque.platform.limits.http.Limited;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The audit trail over HTTP: reading and exporting. */
@Path("/api/v1/audit-logs")
@Tag(name = "Audit", description = "Who did what to which record, from where; and proof that nobody altered it.")
@RunOnVirtualThread
public class AuditResource {

    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";

    private final AuditTrail trail;
    private final AuditExport export;
    private final CurrentActor current;
    private final ExportFormat csv = new CsvFormat();
    private final ExportFormat ndjson;

    @Inject
    public AuditResource(AuditTrail trail, AuditExport export, CurrentActor current, ObjectMapper json) {
        this.trail = trail;
        this.export = export;
        this.current = current;
        this.ndjson = new NdjsonFormat(json);
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Requires(PlatformPermissions.AUDIT_READ)
    @Operation(operationId = "listAuditLogs", summary = "Read the audit trail, newest first")
    public Page<AuditEntry> list(@BeanParam AuditParameters filter, @BeanParam PageParameters page) {
        return trail.list(current.actor(), filter.toFilter(), page.toRequest());
    }

    @GET
    @Path("/export.csv")
    @Produces(CSV)
    @Requires(AuditPermissions.EXPORT)
    @Limited(Limit.EXPORT)
    @Operation(
            operationId = "exportAuditLogsAsCsv",
            summary = "Export the audit trail as CSV",
            description = "Every line that the filter wants, newest first, with a header (RFC 4180). A cell that a"
                    + " spreadsheet would take for a formula begins with an apostrophe. The export itself is audited.")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content = @Content(mediaType = CSV, schema = @Schema(implementation = String.class)))
    public Response exportCsv(@BeanParam AuditParameters filter) {
        return file(filter.toFilter(), csv);
    }

    @GET
    @Path("/export.ndjson")
    @Produces(NDJSON)
    @Requires(AuditPermissions.EXPORT)
    @Limited(Limit.EXPORT)
    @Operation(
            operationId = "exportAuditLogsAsNdjson",
            summary = "Export the audit trail as NDJSON",
            description =
                    "Every line that the filter wants, newest first: a JSON object each, as in the list. The export"
                            + " itself is audited.")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = String.class)))
    public Response exportNdjson(@BeanParam AuditParameters filter) {
        return file(filter.toFilter(), ndjson);
    }

    private Response file(AuditFilter filter, ExportFormat format) {
        Actor actor = current.actor();
        export.announce(actor, filter, format);
        StreamingOutput body = out -> export.write(actor, filter, format, out);
        return Response.ok(body)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit." + format.name() + "\"")
                .build();
    }
}

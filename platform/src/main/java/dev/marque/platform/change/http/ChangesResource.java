package dev.marque.platform.change.http;

import dev.marque.kernel.page.Page;
import dev.marque.platform.change.AuditEntry;
import dev.marque.platform.change.AuditTrail;
import dev.marque.platform.change.Event;
import dev.marque.platform.change.Events;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.PageParameters;
import dev.marque.platform.http.Requires;
import dev.marque.platform.identity.PlatformPermissions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What happened: for people, and for machines. */
@Path("/api/v1")
@Tag(name = "Audit and events", description = "Every change leaves a line for people and an event for machines.")
@RunOnVirtualThread
public class ChangesResource {

    private final AuditTrail auditTrail;
    private final Events events;
    private final CurrentActor current;

    @Inject
    public ChangesResource(AuditTrail auditTrail, Events events, CurrentActor current) {
        this.auditTrail = auditTrail;
        this.events = events;
        this.current = current;
    }

    @GET
    @Path("/audit-logs")
    @Requires(PlatformPermissions.AUDIT_READ)
    @Operation(operationId = "listAuditLogs", summary = "Read the audit trail, newest first")
    public Page<AuditEntry> audit(
            @Parameter(description = "Only what happened to this record.") @QueryParam("recordId") @Nullable UUID recordId,
            @BeanParam PageParameters page) {
        return auditTrail.list(current.actor(), recordId, page.toRequest());
    }

    @GET
    @Path("/events")
    @Requires(PlatformPermissions.EVENTS_READ)
    @Operation(operationId = "listEvents", summary = "Read events, newest first")
    public Page<Event> events(
            @Parameter(description = "Only events of this type, such as `license.revoked`.")
                    @QueryParam("type")
                    @Nullable String type,
            @BeanParam PageParameters page) {
        return events.list(current.actor(), type, page.toRequest());
    }
}

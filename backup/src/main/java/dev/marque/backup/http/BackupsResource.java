package dev.marque.backup.http;

import dev.marque.backup.Backup;
import dev.marque.backup.BackupPermissions;
import dev.marque.backup.Backups;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.PageParameters;
import dev.marque.platform.http.Problems;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Backups of the whole server. Restoring is a command, not a call: it replaces what answers calls. */
@Path("/api/v1/backups")
@Tag(name = "Backups", description = "Encrypted archives of all data, each checked by restoring it.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class BackupsResource {

    private final Backups backups;
    private final CurrentActor current;

    @Inject
    public BackupsResource(Backups backups, CurrentActor current) {
        this.backups = backups;
        this.current = current;
    }

    @POST
    @Requires(BackupPermissions.WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "requestBackup",
            summary = "Have a backup made",
            description =
                    "Made soon by a process with the role `backup`, then restored into a PostgreSQL of its own and"
                            + " compared. Read the backup again to learn what became of it. For the first tenant only.")
    @APIResponse(
            responseCode = "202",
            description = "It will be made",
            content = @Content(schema = @Schema(implementation = Backup.class)))
    public Response request() {
        return Response.accepted(backups.request(current.actor())).build();
    }

    @GET
    @Requires(BackupPermissions.READ)
    @Operation(operationId = "listBackups", summary = "List the attempts to make a backup, newest first")
    public Page<Backup> list(@BeanParam PageParameters page) {
        return backups.list(current.actor(), page.toRequest());
    }

    @GET
    @Path("/{id}")
    @Requires(BackupPermissions.READ)
    @Operation(operationId = "getBackup", summary = "What became of a backup")
    public Backup get(@PathParam("id") UUID id) {
        return backups.get(current.actor(), id);
    }
}

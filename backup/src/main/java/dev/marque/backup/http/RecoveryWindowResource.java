package dev.marque.backup.http;

import dev.marque.backup.BackupPermissions;
import dev.marque.backup.RecoveryWindow;
import dev.marque.backup.RecoveryWindows;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** To which moments the embedded server can be put back. */
@Path("/api/v1/recovery-window")
@Tag(name = "Backups")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RecoveryWindowResource {

    private final RecoveryWindows windows;
    private final CurrentActor current;

    @Inject
    public RecoveryWindowResource(RecoveryWindows windows, CurrentActor current) {
        this.windows = windows;
        this.current = current;
    }

    @GET
    @Requires(BackupPermissions.READ)
    @Operation(
            operationId = "getRecoveryWindow",
            summary = "To which moments the server can be put back",
            description =
                    "As seen by the process that ships the embedded server's log, every `MARQUE_BACKUP_WAL_EVERY`. For the"
                            + " first tenant only. Where no log is kept (`MARQUE_BACKUP_WAL`), `kept` is false.")
    public RecoveryWindow get() {
        return windows.get(current.actor());
    }
}

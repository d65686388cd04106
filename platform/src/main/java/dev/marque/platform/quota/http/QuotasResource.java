package dev.marque.platform.quota.http;

import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Requires;
import dev.marque.platform.quota.QuotaUsage;
import dev.marque.platform.quota.Quotas;
import dev.marque.platform.settings.SettingsPermissions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The tenant's own quotas over HTTP. */
@Path("/api/v1/quotas")
@Tag(name = "Settings")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class QuotasResource {

    private final Quotas quotas;
    private final CurrentActor current;

    @Inject
    public QuotasResource(Quotas quotas, CurrentActor current) {
        this.quotas = quotas;
        this.current = current;
    }

    /** All of them; there is no second page. */
    public record QuotaList(List<QuotaUsage> items) {}

    @GET
    @Requires(SettingsPermissions.SETTINGS_READ)
    @Operation(
            operationId = "listQuotas",
            summary = "See how much the tenant may have, and has",
            description = "Quotas are set by those who run the server.")
    public QuotaList list() {
        return new QuotaList(quotas.usage(current.actor().tenant()));
    }
}

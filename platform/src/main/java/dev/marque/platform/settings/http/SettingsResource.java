package dev.marque.platform.settings.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.PageParameters;
import dev.marque.platform.http.Problems;
import dev.marque.platform.http.Requires;
import dev.marque.platform.settings.Setting;
import dev.marque.platform.settings.SettingsPermissions;
import dev.marque.platform.settings.TenantSettings;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The tenant's settings over HTTP. */
@Path("/api/v1/settings")
@Tag(name = "Settings", description = "How the tenant is set up.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SettingsResource {

    private final TenantSettings settings;
    private final CurrentActor current;

    @Inject
    public SettingsResource(TenantSettings settings, CurrentActor current) {
        this.settings = settings;
        this.current = current;
    }

    /** All of them; there is no second page. */
    public record SettingList(List<Setting> items) {}

    /** A new value. */
    public record NewValue(
            @Schema(
                    implementation = Object.class,
                    required = true,
                    description = "A text, or for settings of type NUMBER a number.",
                    examples = "P1D")
            @NotNull JsonNode value,

            @Schema(description = "The version that you saw; left out: overwrite.", examples = "0") @Min(0) @Nullable Integer expectedVersion) {}

    @GET
    @Requires(SettingsPermissions.SETTINGS_READ)
    @Operation(
            operationId = "listSettings",
            summary = "List all settings",
            description = "Each with its value, default, range and version.")
    public SettingList list() {
        return new SettingList(settings.all(current.actor()));
    }

    @GET
    @Path("/{name}")
    @Requires(SettingsPermissions.SETTINGS_READ)
    @Operation(operationId = "getSetting", summary = "See a setting")
    public Setting get(@PathParam("name") String name) {
        return settings.get(current.actor(), name);
    }

    @PUT
    @Path("/{name}")
    @Requires(SettingsPermissions.SETTINGS_WRITE)
    @Problems(ProblemType.CHANGED_MEANWHILE)
    @Operation(operationId = "setSetting", summary = "Set a setting", description = "It counts at once.")
    public Setting put(@PathParam("name") String name, @Valid @NotNull NewValue request) {
        return settings.put(current.actor(), name, request.value(), request.expectedVersion());
    }

    @DELETE
    @Path("/{name}")
    @Requires(SettingsPermissions.SETTINGS_WRITE)
    @Operation(operationId = "resetSetting", summary = "Go back to the default of a setting")
    public void reset(@PathParam("name") String name) {
        settings.reset(current.actor(), name);
    }

    @GET
    @Path("/{name}/history")
    @Requires(SettingsPermissions.SETTINGS_READ)
    @Operation(
            operationId = "getSettingHistory",
            summary = "See what a setting was",
            description = "Who set it to what, newest first.")
    public Page<Setting.Version> history(@PathParam("name") String name, @BeanParam PageParameters page) {
        return settings.history(current.actor(), name, page.toRequest());
    }
}

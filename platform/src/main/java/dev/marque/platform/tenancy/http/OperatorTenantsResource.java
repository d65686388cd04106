package dev.marque.platform.tenancy.http;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.PageParameters;
import dev.marque.platform.http.Problems;
import dev.marque.platform.http.Requires;
import dev.marque.platform.quota.QuotaUsage;
import dev.marque.platform.tenancy.ManagedTenant;
import dev.marque.platform.tenancy.NewTenant;
import dev.marque.platform.tenancy.TenancyPermissions;
import dev.marque.platform.tenancy.TenantAdministration;
import dev.marque.platform.tenancy.TenantFounding;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tenants, for those who run the server. Nothing here shows a record of a tenant. */
@Path("/api/v1/operator/tenants")
@Tag(name = "Operators", description = "For those who run the server: its tenants, without their records.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OperatorTenantsResource {

    private static final int WAITING_DAYS = 30;

    private final TenantAdministration tenants;
    private final TenantFounding founding;
    private final CurrentActor current;

    @Inject
    public OperatorTenantsResource(TenantAdministration tenants, TenantFounding founding, CurrentActor current) {
        this.tenants = tenants;
        this.founding = founding;
        this.current = current;
    }

    /** A new tenant, with what its first administrator signs in with. */
    public record FoundedTenant(
            ManagedTenant tenant,
            @Schema(examples = "ada@acme.example") String administratorEmail,

            @Schema(description = "Random. It is shown only now.", examples = "hT2…")
            String administratorPassword) {

        static FoundedTenant of(TenantFounding.Founded founded) {
            return new FoundedTenant(founded.tenant(), founded.administratorEmail(), founded.password());
        }

        @Override
        public String toString() {
            return "FoundedTenant[" + tenant.slug() + "]";
        }
    }

    /** Why a tenant is suspended, and how far. */
    public record Suspension(
            @Schema(examples = "invoices unpaid") @Size(max = 500) @Nullable String reason,

            @Schema(description = "Whether its installations are answered meanwhile.", defaultValue = "false") @Nullable Boolean licensesGoOn) {}

    /** When a tenant is to be deleted. */
    public record Deletion(
            @Schema(description = "Until its data goes for good.", defaultValue = "30") @Min(1) @Max(3650) @Nullable Integer waitingDays) {}

    /** What a tenant may have. */
    public record NewQuotas(
            @Schema(
                    description = "By name: users, api-keys, products, licenses, activations. What is left out has no"
                            + " quota.",
                    examples = "{\"licenses\": 1000, \"users\": 25}")
            @NotNull @Size(max = 50) Map<String, @NotNull @Min(0) Long> maxima) {}

    /** All of them; there is no second page. */
    public record TenantQuotas(List<QuotaUsage> items) {}

    @POST
    @Requires(TenancyPermissions.TENANTS_WRITE)
    @Problems(ProblemType.ALREADY_EXISTS)
    @Operation(
            operationId = "createTenant",
            summary = "Create a tenant",
            description = "With its first administrator, whose random password is in this answer and nowhere else.")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = FoundedTenant.class)))
    public Response create(@Valid @NotNull NewTenant request) {
        TenantFounding.Founded founded = founding.found(current.actor(), request);
        return Response.created(URI.create(
                        "/api/v1/operator/tenants/" + founded.tenant().id()))
                .entity(FoundedTenant.of(founded))
                .build();
    }

    @GET
    @Requires(TenancyPermissions.TENANTS_READ)
    @Operation(operationId = "listTenants", summary = "List the tenants", description = "Newest first.")
    public Page<ManagedTenant> list(@BeanParam PageParameters page) {
        return tenants.list(page.toRequest());
    }

    @GET
    @Path("/{id}")
    @Requires(TenancyPermissions.TENANTS_READ)
    @Operation(operationId = "getTenant", summary = "See a tenant")
    public ManagedTenant get(@PathParam("id") UUID id) {
        return tenants.get(id);
    }

    @POST
    @Path("/{id}/suspend")
    @Requires(TenancyPermissions.TENANTS_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "suspendTenant",
            summary = "Suspend a tenant",
            description = "Every call of its staff, API keys and installations is refused at once. No data is touched.")
    public ManagedTenant suspend(@PathParam("id") UUID id, @Valid @NotNull Suspension request) {
        return tenants.suspend(current.actor(), id, request.reason(), Boolean.TRUE.equals(request.licensesGoOn()));
    }

    @POST
    @Path("/{id}/resume")
    @Requires(TenancyPermissions.TENANTS_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(operationId = "resumeTenant", summary = "End a tenant's suspension")
    public ManagedTenant resume(@PathParam("id") UUID id) {
        return tenants.resume(current.actor(), id);
    }

    @POST
    @Path("/{id}/deletion")
    @Requires(TenancyPermissions.TENANTS_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "deleteTenant",
            summary = "Delete a tenant after a waiting period",
            description =
                    "Its calls are refused from now on, but its administrators can take the export along. Until the"
                            + " period is over the deletion can be called off; then every row of the tenant goes.")
    @APIResponse(
            responseCode = "200",
            description = "It waits",
            content = @Content(schema = @Schema(implementation = ManagedTenant.class)))
    public ManagedTenant delete(@PathParam("id") UUID id, @Valid @NotNull Deletion request) {
        int days = request.waitingDays() == null ? WAITING_DAYS : request.waitingDays();
        return tenants.requestDeletion(current.actor(), id, Duration.ofDays(days));
    }

    @DELETE
    @Path("/{id}/deletion")
    @Requires(TenancyPermissions.TENANTS_WRITE)
    @Problems(ProblemType.STATE_CONFLICT)
    @Operation(operationId = "cancelTenantDeletion", summary = "Call the deletion of a tenant off")
    public ManagedTenant cancel(@PathParam("id") UUID id) {
        return tenants.cancelDeletion(current.actor(), id);
    }

    @GET
    @Path("/{id}/quotas")
    @Requires(TenancyPermissions.TENANTS_READ)
    @Operation(operationId = "getTenantQuotas", summary = "See what a tenant may have, and how many it has")
    public TenantQuotas quotas(@PathParam("id") UUID id) {
        return new TenantQuotas(tenants.quotas(id));
    }

    @PUT
    @Path("/{id}/quotas")
    @Requires(TenancyPermissions.TENANTS_WRITE)
    @Operation(
            operationId = "setTenantQuotas",
            summary = "Say what a tenant may have",
            description = "Fewer than there are takes nothing away: nothing more is created.")
    public TenantQuotas setQuotas(@PathParam("id") UUID id, @Valid @NotNull NewQuotas request) {
        return new TenantQuotas(tenants.setQuotas(current.actor(), id, Map.copyOf(request.maxima())));
    }
}

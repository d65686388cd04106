package dev.marque.platform.identity.serviceaccount.http;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.PageParameters;
import dev.marque.platform.http.Problems;
import dev.marque.platform.http.Requires;
import dev.marque.platform.identity.apikey.NewApiKey;
import dev.marque.platform.identity.apikey.http.CreatedApiKey;
import dev.marque.platform.identity.serviceaccount.NewServiceAccount;
import dev.marque.platform.identity.serviceaccount.ServiceAccount;
import dev.marque.platform.identity.serviceaccount.ServiceAccountEdit;
import dev.marque.platform.identity.serviceaccount.ServiceAccountPermissions;
import dev.marque.platform.identity.serviceaccount.ServiceAccounts;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Service accounts over HTTP. */
@Path("/api/v1/service-accounts")
@Tag(name = "Service accounts", description = "Programs that have roles and keys of their own.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ServiceAccountsResource {

    private final ServiceAccounts accounts;
    private final CurrentActor current;

    @Inject
    public ServiceAccountsResource(ServiceAccounts accounts, CurrentActor current) {
        this.accounts = accounts;
        this.current = current;
    }

    @POST
    @Requires(ServiceAccountPermissions.WRITE)
    @Problems(ProblemType.ALREADY_EXISTS)
    @Operation(
            operationId = "createServiceAccount",
            summary = "Add a service account",
            description = "Nobody can give it a role that may do more than they may.")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = ServiceAccount.class)))
    public Response create(@Valid @NotNull NewServiceAccount request) {
        ServiceAccount account = accounts.create(current.actor(), request);
        return Response.created(URI.create("/api/v1/service-accounts/" + account.id()))
                .entity(account)
                .build();
    }

    @GET
    @Requires(ServiceAccountPermissions.READ)
    @Operation(operationId = "listServiceAccounts", summary = "List service accounts")
    public Page<ServiceAccount> list(@BeanParam PageParameters page) {
        return accounts.list(current.actor(), page.toRequest());
    }

    @GET
    @Path("/{id}")
    @Requires(ServiceAccountPermissions.READ)
    @Operation(operationId = "getServiceAccount", summary = "See a service account")
    public ServiceAccount get(@PathParam("id") UUID id) {
        return accounts.get(current.actor(), id);
    }

    @PATCH
    @Path("/{id}")
    @Requires(ServiceAccountPermissions.WRITE)
    @Problems(ProblemType.ALREADY_EXISTS)
    @Operation(
            operationId = "updateServiceAccount",
            summary = "Change, disable or enable a service account",
            description = "Fields that are left out stay as they are. It counts for its keys from the next call on.")
    public ServiceAccount update(@PathParam("id") UUID id, @Valid @NotNull ServiceAccountEdit request) {
        return accounts.update(current.actor(), id, request);
    }

    @DELETE
    @Path("/{id}")
    @Requires(ServiceAccountPermissions.WRITE)
    @Operation(operationId = "deleteServiceAccount", summary = "Delete a service account and revoke its keys")
    public void delete(@PathParam("id") UUID id) {
        accounts.delete(current.actor(), id);
    }

    @POST
    @Path("/{id}/api-keys")
    @Requires(ServiceAccountPermissions.WRITE)
    @Operation(
            operationId = "createServiceAccountKey",
            summary = "Create an API key of a service account",
            description =
                    "The key does what its scopes and the account's roles both allow. Its secret is in this answer"
                            + " and nowhere else.")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = CreatedApiKey.class)))
    public Response createKey(@PathParam("id") UUID id, @Valid @NotNull NewApiKey request) {
        return Response.status(Response.Status.CREATED)
                .entity(CreatedApiKey.of(accounts.createKey(current.actor(), id, request)))
                .build();
    }
}

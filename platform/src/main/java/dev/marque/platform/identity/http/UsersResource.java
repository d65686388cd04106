package dev.marque.platform.identity.http;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.PageParameters;
import dev.marque.platform.http.Problems;
import dev.marque.platform.http.Requires;
import dev.marque.platform.identity.PlatformPermissions;
import dev.marque.platform.identity.User;
import dev.marque.platform.identity.Users;
import dev.marque.platform.identity.password.PasswordRules;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The staff of the tenant. */
@Path("/api/v1/users")
@Tag(name = "Staff", description = "People of the vendor who use Marque.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class UsersResource {

    private final Users users;
    private final CurrentActor current;

    @Inject
    public UsersResource(Users users, CurrentActor current) {
        this.users = users;
        this.current = current;
    }

    /** A new member of staff. */
    public record NewUser(
            @NotBlank @Email @Size(max = 254) @Schema(examples = "sam@example.com")
            String email,

            @NotBlank @Size(max = 200) @Schema(examples = "Sam Support")
            String name,

            @NotBlank @Size(
                    min = PasswordRules.MIN_LENGTH,
                    max = PasswordRules.MAX_LENGTH,
                    message = "must have 12 to 200 characters")
            @Schema(examples = "a sentence is a good password")
            String password,

            @NotEmpty @Size(max = 20) @Schema(examples = "[\"support\"]")
            List<@NotBlank String> roles) {

        @Override
        public String toString() {
            return "NewUser[" + email + "]";
        }
    }

    @POST
    @Requires(PlatformPermissions.USERS_WRITE)
    @Problems(ProblemType.ALREADY_EXISTS)
    @Operation(operationId = "createUser", summary = "Add a member of staff")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = User.class)))
    public Response create(@Valid @NotNull NewUser request) {
        User user = users.create(current.actor(), request.email(), request.name(), request.password(), request.roles());
        return Response.created(URI.create("/api/v1/users/" + user.id()))
                .entity(user)
                .build();
    }

    @GET
    @Requires(PlatformPermissions.USERS_READ)
    @Operation(operationId = "listUsers", summary = "List the staff")
    public Page<User> list(@BeanParam PageParameters page) {
        return users.list(current.actor(), page.toRequest());
    }

    @GET
    @Path("/{id}")
    @Requires(PlatformPermissions.USERS_READ)
    @Operation(operationId = "getUser", summary = "See a member of staff")
    public User get(@PathParam("id") UUID id) {
        return users.get(current.actor(), id);
    }
}

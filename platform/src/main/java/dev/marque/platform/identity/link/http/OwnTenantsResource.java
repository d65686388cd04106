package dev.marque.platform.identity.link.http;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Problems;
import dev.marque.platform.http.Requires;
import dev.marque.platform.identity.PeoplePermissions;
import dev.marque.platform.identity.PlatformPermissions;
import dev.marque.platform.identity.http.SignInAnswer;
import dev.marque.platform.identity.link.LinkOutcome;
import dev.marque.platform.identity.link.LinkedAccounts;
import dev.marque.platform.identity.link.Linking;
import dev.marque.platform.identity.link.OtherAccount;
import dev.marque.platform.identity.link.TenantSwitch;
import dev.marque.platform.identity.link.TenantSwitch.OwnTenant;
import dev.marque.platform.identity.lockout.Admission;
import dev.marque.platform.limits.Limit;
import dev.marque.platform.limits.http.Limited;
import dev.marque.platform.observe.AbuseWatch;
import dev.marque.platform.observe.AbuseWatch.Abuse;
import dev.marque.platform.tenant.Tenant;
import dev.marque.platform.tenant.TenantId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The tenants in which the caller is staff. */
@Path("/api/v1/me/tenants")
@Tag(name = "Sign-in")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OwnTenantsResource {

    private static final String DOES_NOT_FIT =
            "does not fit together with tenant, e-mail address and code of the other account";

    private final TenantSwitch tenants;
    private final Linking linking;
    private final LinkedAccounts links;
    private final CurrentActor current;
    private final AbuseWatch abuse;

    @Inject
    public OwnTenantsResource(
            TenantSwitch tenants, Linking linking, LinkedAccounts links, CurrentActor current, AbuseWatch abuse) {
        this.tenants = tenants;
        this.linking = linking;
        this.links = links;
        this.current = current;
        this.abuse = abuse;
    }

    /** All of them; there is no second page. */
    public record OwnTenants(List<OwnTenant> items) {}

    /** How far linking got. */
    public record LinkAnswer(
            LinkProgress status,

            @Schema(description = "The other tenant. Only with `LINKED`.") @Nullable UUID id,

            @Schema(examples = "globex", description = "Only with `LINKED`.") @Nullable String slug) {

        /** Whether there is a link now. */
        public enum LinkProgress {
            LINKED,
            /** The other password fits: send everything again, with the code of that account's second factor. */
            SECOND_FACTOR_NEEDED
        }

        static LinkAnswer linked(Tenant tenant) {
            return new LinkAnswer(LinkProgress.LINKED, tenant.id().value(), tenant.slug());
        }
    }

    @GET
    @Requires(PlatformPermissions.PROFILE_READ)
    @Operation(
            operationId = "listOwnTenants",
            summary = "See the tenants in which one is staff",
            description = "The one that the call is made in, and those that were linked with it.")
    public OwnTenants list() {
        return new OwnTenants(tenants.list(current.actor()));
    }

    @POST
    @Requires(PeoplePermissions.PROFILE_WRITE)
    @Limited(Limit.SIGN_IN)
    @Problems({ProblemType.STATE_CONFLICT, ProblemType.TENANT_SUSPENDED, ProblemType.TOO_MANY_ATTEMPTS})
    @Operation(
            operationId = "linkTenant",
            summary = "Link one's account in another tenant",
            description = "With the proofs of a sign-in there, and the password that one has here. From then on one"
                    + " switches between the two without a password, from a sign-in with a password.")
    public LinkAnswer link(@Valid @NotNull OtherAccount request) {
        return switch (linking.withPassword(current.actor(), request)) {
            case LinkOutcome.Linked(Tenant tenant) -> LinkAnswer.linked(tenant);
            case LinkOutcome.CodeNeeded() -> new LinkAnswer(LinkAnswer.LinkProgress.SECOND_FACTOR_NEEDED, null, null);
            case LinkOutcome.Refused() -> throw refused();
            case LinkOutcome.Delayed delayed -> {
                noteAbuse();
                throw new Admission.Delayed(delayed.retryAfter()).problem();
            }
        };
    }

    /** No 401: that would say that the caller's own token is not valid. */
    private ProblemException refused() {
        noteAbuse();
        return ProblemException.invalid(FieldError.inBody("/password", DOES_NOT_FIT));
    }

    private void noteAbuse() {
        abuse.refused(Abuse.CREDENTIAL_STUFFING, current.origin().address());
    }

    @POST
    @Path("/{id}/switch")
    @Requires(PeoplePermissions.PROFILE_WRITE)
    @Limited(Limit.SIGN_IN)
    @Problems({ProblemType.STATE_CONFLICT, ProblemType.TENANT_SUSPENDED})
    @Operation(
            operationId = "switchTenant",
            summary = "Sign in to a linked tenant",
            description =
                    "Gives tokens of that tenant, or a challenge for `/api/v1/auth/second-factor` to those who have"
                            + " a second factor there and signed in here without one. The sign-in here goes on.")
    public SignInAnswer to(@PathParam("id") UUID id) {
        return SignInAnswer.of(tenants.to(current.actor(), new TenantId(id)), "The link leads nowhere now.");
    }

    @DELETE
    @Path("/{id}")
    @Requires(PeoplePermissions.PROFILE_WRITE)
    @Operation(
            operationId = "unlinkTenant",
            summary = "End the link with another tenant",
            description = "In both directions. Sign-ins in either tenant that came over a link end with it.")
    public void unlink(@PathParam("id") UUID id) {
        links.end(current.actor(), new TenantId(id));
    }
}

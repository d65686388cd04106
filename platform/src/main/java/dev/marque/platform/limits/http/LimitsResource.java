package dev.marque.platform.limits.http;

import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Requires;
import dev.marque.platform.limits.Allowance;
import dev.marque.platform.limits.LimitPermissions;
import dev.marque.platform.limits.LimitRule;
import dev.marque.platform.limits.LimitRules;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How many calls callers may make. */
@Path("/api/v1/operator/rate-limits")
@Tag(name = "Rate limits", description = "How many calls callers may make, for the whole installation.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LimitsResource {

    private final LimitRules rules;
    private final CurrentActor current;

    @Inject
    public LimitsResource(LimitRules rules, CurrentActor current) {
        this.rules = rules;
        this.current = current;
    }

    /** All limits. */
    public record LimitList(List<LimitRule> items) {}

    /** A new allowance. */
    public record NewAllowance(
            @NotNull @Min(1) @Max(Allowance.MAX_REQUESTS) @Schema(examples = "300")
            Integer requests,

            @NotNull @Min(1) @Max(3600) @Schema(examples = "60")
            Integer windowSeconds) {}

    @GET
    @Requires(LimitPermissions.READ)
    @Operation(operationId = "listRateLimits", summary = "List the limits and what they allow")
    public LimitList list() {
        return new LimitList(rules.list());
    }

    @PUT
    @Path("/{code}")
    @Requires(LimitPermissions.WRITE)
    @Operation(
            operationId = "setRateLimit",
            summary = "Change what a limit allows",
            description = "Holds for every process within two seconds, and until it is reset.")
    public LimitRule set(@PathParam("code") String code, @Valid @NotNull NewAllowance allowance) {
        return rules.set(
                current.actor(),
                code,
                new Allowance(allowance.requests(), Duration.ofSeconds(allowance.windowSeconds())));
    }

    @DELETE
    @Path("/{code}")
    @Requires(LimitPermissions.WRITE)
    @Operation(operationId = "resetRateLimit", summary = "Take a limit back to what is configured")
    public LimitRule reset(@PathParam("code") String code) {
        return rules.set(current.actor(), code, null);
    }
}

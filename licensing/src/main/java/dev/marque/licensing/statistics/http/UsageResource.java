package dev.marque.licensing.statistics.http;

import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.statistics.TenantUsage;
import dev.marque.licensing.statistics.TenantUsage.PolicyUsage;
import dev.marque.licensing.statistics.TenantUsage.UsedOn;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How a vendor's products are used, for staff. */
@Path("/api/v1/usage")
@Tag(name = "Usage")
@RunOnVirtualThread
public class UsageResource {

    private final TenantUsage usage;
    private final CurrentActor current;

    @Inject
    public UsageResource(TenantUsage usage, CurrentActor current) {
        this.usage = usage;
        this.current = current;
    }

    /** The licenses of one policy, together. */
    @Schema(name = "PolicyUsage", description = "What the licenses of one policy were used for together.")
    public record PolicyView(
            UUID productId,
            UUID policyId,

            @Schema(description = "Licenses that were used.", examples = "40")
            long licenses,

            @Schema(description = "Machines that were heard of.", examples = "112")
            long installations,

            @Schema(examples = "10752") long heartbeats,
            @Schema(examples = "310") long validations,

            @Schema(description = "Validations that were refused.", examples = "2")
            long refusals,

            @Schema(description = "Different users of that day.", examples = "96")
            long dailyUsers,

            @Schema(description = "Different users of the 30 days that end with it.", examples = "210")
            long monthlyUsers) {

        static PolicyView of(PolicyUsage row) {
            return new PolicyView(
                    Objects.requireNonNull(row.productId()),
                    Objects.requireNonNull(row.policyId()),
                    row.licenses(),
                    row.installations(),
                    row.heartbeats(),
                    row.validations(),
                    row.refusals(),
                    row.dailyUsers(),
                    row.monthlyUsers());
        }
    }

    /** A day of the vendor. */
    @Schema(name = "VendorUsage", description = "How a vendor's products were used on a day.")
    public record VendorUsage(
            @Schema(description = "In the vendor's zone.", examples = "2026-11-22")
            LocalDate day,

            @Schema(description = "False until an hour after the day's end: the figures of the day are 0 until then.")
            boolean summedUp,

            @Schema(description = "Machines that were heard of.", examples = "112")
            long installations,

            @Schema(
                    description = "Different users of that day; one who uses two products is counted once.",
                    examples = "96")
            long dailyUsers,

            @Schema(description = "Different users of the 30 days that end with it.", examples = "210")
            long monthlyUsers,

            List<PolicyView> items) {

        static VendorUsage of(UsedOn used) {
            List<PolicyView> items = used.rows().stream()
                    .filter(row -> row.policyId() != null)
                    .map(PolicyView::of)
                    .toList();
            return new VendorUsage(
                    used.day(),
                    used.summedUp(),
                    items.stream().mapToLong(PolicyView::installations).sum(),
                    together(used, PolicyUsage::dailyUsers),
                    together(used, PolicyUsage::monthlyUsers),
                    items);
        }

        private static long together(UsedOn used, ToLongFunction<PolicyUsage> users) {
            return used.rows().stream()
                    .filter(row -> row.policyId() == null)
                    .mapToLong(users)
                    .sum();
        }
    }

    @GET
    @Requires(LicensingPermissions.LICENSES_READ)
    @Operation(
            operationId = "getUsage",
            summary = "See how your products were used on a day",
            description = "By product and policy, of the licenses that you may see. Users are known for 90 days.")
    public VendorUsage get(
            @Parameter(
                            description = "In the vendor's zone; the last day that was summed up, if it is left out.",
                            schema = @Schema(implementation = LocalDate.class))
                    @QueryParam("day")
                    @Nullable String day) {
        return VendorUsage.of(usage.on(current.actor(), day == null ? null : UsageRange.day("day", day)));
    }
}

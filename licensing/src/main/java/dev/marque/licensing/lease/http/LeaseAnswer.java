package dev.marque.licensing.lease.http;

import dev.marque.keys.validation.Code;
import dev.marque.licensing.installation.Answers.LicenseFactsView;
import dev.marque.licensing.lease.Holder;
import dev.marque.licensing.lease.Lease;
import dev.marque.licensing.lease.LeaseCode;
import dev.marque.licensing.lease.Leased;
import dev.marque.licensing.lease.Position;
import dev.marque.licensing.policy.FloatingRules;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What installations are told about leases. */
@Schema(description = "What came of a call about a lease.")
public record LeaseAnswer(
        @Schema(description = "Whether what was asked for was done.", examples = "true")
        boolean done,

        @Schema(examples = "GRANTED") LeaseCode code,
        @Schema(examples = "A seat is granted.") String detail,
        @Nullable String nonce,
        Instant answeredAt,

        @Schema(description = "The lease as it is now; absent if there is none.") @Nullable LeaseView lease,

        @Schema(description = "In the queue; absent for those who do not wait.") @Nullable PositionView position,

        @Schema(description = "How the license stands, leases left aside.", examples = "VALID")
        Code licenseCode,

        LicenseFactsView license) {

    @Schema(name = "Lease", description = "A seat in somebody's hands, as its holder sees it.")
    public record LeaseView(
            UUID id,

            @Schema(examples = "9f86d081884c7d659a2feaa0c55ad015")
            String fingerprint,

            @Nullable String process,
            @Nullable String user,
            @Nullable String group,

            @Schema(description = "Whether it is beyond the seats that the license has.", examples = "false")
            boolean overdrawn,

            Instant expiresAt,

            @Schema(description = "When to renew it: early enough for a few more attempts.") @Nullable Instant renewAfter,

            @Schema(description = "Absent unless borrowed.") @Nullable Instant borrowedUntil) {

        static LeaseView of(Lease lease, @Nullable FloatingRules rules) {
            Holder holder = lease.holder();
            return new LeaseView(
                    lease.id(),
                    holder.machine().value(),
                    holder.process(),
                    holder.user(),
                    lease.group(),
                    lease.overdrawn(),
                    lease.expiresAt(),
                    rules == null || lease.endedAt() != null ? null : lease.renewAfter(rules.timeToLive()),
                    lease.borrowedUntil());
        }
    }

    @Schema(name = "QueuePosition", description = "How far somebody is from the next free seat.")
    public record PositionView(
            @Schema(description = "1 for the first.", examples = "1")
            int number,

            @Schema(description = "When the place is lost, unless it is asked after.")
            Instant keptUntil) {

        static @Nullable PositionView of(@Nullable Position position) {
            return position == null ? null : new PositionView(position.number(), position.keptUntil());
        }
    }

    static LeaseAnswer of(Leased leased, @Nullable String nonce) {
        Lease lease = leased.lease();
        FloatingRules rules = leased.license().terms().rules().floating();
        return new LeaseAnswer(
                leased.code().done(),
                leased.code(),
                leased.detail(),
                nonce,
                leased.at(),
                lease == null ? null : LeaseView.of(lease, rules),
                PositionView.of(leased.position()),
                leased.licenseCode(),
                LicenseFactsView.of(leased.license(), leased.at()));
    }
}

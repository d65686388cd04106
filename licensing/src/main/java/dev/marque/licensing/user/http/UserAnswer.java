package dev.marque.licensing.user.http;

import dev.marque.keys.validation.Code;
import dev.marque.licensing.installation.Answers.LicenseFactsView;
import dev.marque.licensing.user.NamedUser;
import dev.marque.licensing.user.SeatCount;
import dev.marque.licensing.user.UserCode;
import dev.marque.licensing.user.UserOutcome;
import dev.marque.licensing.user.UserState;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is told about named users, to staff and to programs. */
@Schema(name = "LicenseUserAnswer", description = "What came of a call about a named user.")
public record UserAnswer(
        @Schema(description = "Whether what was asked for was done.", examples = "true")
        boolean done,

        @Schema(examples = "ASSIGNED") UserCode code,

        @Schema(examples = "The person has a seat.") String detail,

        @Nullable String nonce,
        Instant answeredAt,

        @Schema(description = "With which an invitation is accepted. Shown this once.") @Nullable String token,

        @Schema(description = "The user as they are now; absent if there is none.") @Nullable LicenseUserView user,

        @Schema(description = "Absent if the license is not for named users.") @Nullable UserSeatsView seats,

        @Schema(description = "How the license stands, machines, leases and users left aside.", examples = "VALID")
        Code licenseCode,

        LicenseFactsView license) {

    /** A person and a license. */
    @Schema(name = "LicenseUser", description = "A person who has, or had, a seat of a license.")
    public record LicenseUserView(
            UUID id,
            UUID licenseId,
            @Schema(examples = "ada@globex.example") String email,
            @Schema(examples = "ASSIGNED") UserState state,
            @Nullable Instant invitedAt,
            @Nullable Instant invitedUntil,
            @Nullable Instant assignedAt,
            @Nullable Instant releasedAt,

            @Schema(description = "When the seat is free by time alone; absent while the person is assigned.") @Nullable Instant heldUntil) {

        static @Nullable LicenseUserView ofNullable(@Nullable NamedUser user) {
            return user == null ? null : of(user);
        }

        static LicenseUserView of(NamedUser user) {
            return new LicenseUserView(
                    user.id(),
                    user.licenseId(),
                    user.email(),
                    user.state(),
                    user.invitedAt(),
                    user.invitedUntil(),
                    user.assignedAt(),
                    user.releasedAt(),
                    user.heldUntil());
        }
    }

    @Schema(name = "UserSeats", description = "How the seats of named users stand.")
    public record UserSeatsView(
            @Schema(examples = "5") int total,

            @Schema(description = "By people assigned or invited, and those that cool off.", examples = "3")
            int taken,

            @Schema(description = "When one is free by time alone; absent if one is now, or none will be.") @Nullable Instant availableAt) {

        static @Nullable UserSeatsView of(@Nullable SeatCount seats) {
            return seats == null ? null : new UserSeatsView(seats.total(), seats.taken(), seats.availableAt());
        }
    }

    static UserAnswer of(UserOutcome outcome, @Nullable String nonce) {
        UserFigures.CALLS.add(outcome.code());
        return new UserAnswer(
                outcome.code().done(),
                outcome.code(),
                outcome.detail(),
                nonce,
                outcome.at(),
                outcome.token(),
                LicenseUserView.ofNullable(outcome.user()),
                UserSeatsView.of(outcome.seats()),
                outcome.licenseCode(),
                LicenseFactsView.of(outcome.license(), outcome.at()));
    }

    @Override
    public String toString() {
        return "UserAnswer[" + code + "]";
    }
}

package dev.marque.licensing.license;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.licensing.edit.Inputs;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What goes from a license to a new one. All that the license limits has to be spoken of. */
@Schema(description = "What goes to the new license: a number of each kind that the license limits.")
public record SplitOrder(
        @Schema(description = "Of maxActivations.", examples = "4") @Min(1) @Max(1_000_000) @Nullable Integer seats,

        @Schema(description = "Of the seats for named users.", examples = "2") @Min(1) @Max(1_000_000) @Nullable Integer users,

        @Schema(description = "Of the seats of a floating license.", examples = "2") @Min(1) @Max(1_000_000) @Nullable Integer leases,

        @Schema(description = "Who the new license is for; absent: as the first one.", examples = "Globex Berlin")
        @Pattern(regexp = Inputs.NOT_BLANK, message = Inputs.NOT_BLANK_MESSAGE) @Size(max = Inputs.NAME) @Nullable String name) {

    /** @throws ProblemException INVALID_INPUT for numbers of other kinds than the license has */
    SeatNumbers of(SeatNumbers all) {
        List<FieldError> errors = new ArrayList<>();
        check(errors, "/seats", seats, all.machines());
        check(errors, "/users", users, all.users());
        check(errors, "/leases", leases, all.leases());
        if (!errors.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_INPUT, "The license cannot be split so.", errors);
        }
        return new SeatNumbers(seats, users, leases);
    }

    private static void check(
            List<FieldError> errors, String pointer, @Nullable Integer asked, @Nullable Integer there) {
        if (asked == null && there != null) {
            errors.add(FieldError.inBody(pointer, "is needed: the license has " + there + " to share"));
        } else if (asked != null && there == null) {
            errors.add(FieldError.inBody(pointer, "is not limited by this license"));
        } else if (asked != null && there != null && asked >= there) {
            errors.add(FieldError.inBody(pointer, "must leave one of " + there + " at least"));
        }
    }
}

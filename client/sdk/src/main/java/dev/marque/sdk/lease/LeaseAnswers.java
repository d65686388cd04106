package dev.marque.sdk.lease;

import dev.marque.sdk.http.Fields;
import dev.marque.sdk.state.SeatState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads the answers about leases. */
public final class LeaseAnswers {

    private LeaseAnswers() {}

    /**
     * The seat that an answer tells of, or why there is none.
     *
     * @param unreachableFor how long it goes on to count while the server is out of reach
     */
    public static SeatState state(Fields answer, Duration unreachableFor) {
        Fields lease = answer.object("lease");
        if (lease.text("id").isEmpty()) {
            Long position = answer.object("position").number("number");
            return SeatState.none(reason(answer), answer.text("detail"), position == null ? 0 : position.intValue());
        }
        return new SeatState(
                lease.text("id"),
                lease.instant("expiresAt"),
                lease.instant("renewAfter"),
                lease.instant("borrowedUntil"),
                unreachableFor,
                answer.text("code"),
                answer.text("detail"),
                0);
    }

    private static String reason(Fields answer) {
        String license = answer.text("licenseCode");
        return answer.text("code").equals("LICENSE_REFUSED") && !license.isEmpty() ? license : answer.text("code");
    }

    /** Whether the holder has a seat after this answer. */
    public static boolean keeps(String code, @Nullable SeatState before) {
        return before != null && before.held() && !code.equals("LEASE_ENDED") && !code.equals("LICENSE_REFUSED");
    }
}

package dev.marque.keygen.license;

import dev.marque.keys.validation.Code;
import java.util.Comparator;
import java.util.List;

/**
 * A verdict on a license, in Keygen's words.
 *
 * @param ours what our own log of validations calls it
 */
record Reason(String code, String detail, boolean valid, Code ours) {

    private static final String EXPIRED = "EXPIRED";

    /** Where the end of a license stands in the order if it takes access away. */
    private static final String REVOKED = "EXPIRED, ACCESS REVOKED";

    static final Reason VALID = new Reason("VALID", "is valid", true, Code.VALID);

    /** The order in which Keygen tells them; what it does not know comes with the vendor's decisions. */
    private static final List<String> ORDER = List.of(
            "NOT_FOUND",
            "BANNED",
            "SUSPENDED",
            Reason.REVOKED,
            "",
            "OVERDUE",
            "ENVIRONMENT_SCOPE_MISMATCH",
            "ENVIRONMENT_SCOPE_REQUIRED",
            "PRODUCT_SCOPE_MISMATCH",
            "PRODUCT_SCOPE_REQUIRED",
            "POLICY_SCOPE_MISMATCH",
            "POLICY_SCOPE_REQUIRED",
            "USER_SCOPE_MISMATCH",
            "USER_SCOPE_REQUIRED",
            "ENTITLEMENTS_SCOPE_EMPTY",
            "ENTITLEMENTS_MISSING",
            "MACHINE_SCOPE_MISMATCH",
            "MACHINE_SCOPE_REQUIRED",
            "FINGERPRINT_SCOPE_EMPTY",
            "NO_MACHINE",
            "NO_MACHINES",
            "FINGERPRINT_SCOPE_MISMATCH",
            "HEARTBEAT_NOT_STARTED",
            "HEARTBEAT_DEAD",
            "FINGERPRINT_SCOPE_REQUIRED",
            "COMPONENTS_SCOPE_EMPTY",
            "COMPONENTS_SCOPE_MISMATCH",
            "COMPONENTS_SCOPE_REQUIRED",
            "CHECKSUM_SCOPE_MISMATCH",
            "CHECKSUM_SCOPE_REQUIRED",
            "VERSION_SCOPE_MISMATCH",
            "VERSION_SCOPE_REQUIRED",
            "TOO_MANY_USERS",
            "TOO_MANY_MACHINES",
            "TOO_MANY_CORES",
            "TOO_MUCH_MEMORY",
            "TOO_MUCH_DISK",
            "TOO_MANY_PROCESSES",
            Reason.EXPIRED);

    /** The order for a license whose end takes access away, or does not: if it does, that comes before what is asked for. */
    static Comparator<Reason> first(boolean endRevokes) {
        return Comparator.comparingInt(reason -> reason.rank(endRevokes));
    }

    private int rank(boolean endRevokes) {
        int place = ORDER.indexOf(endRevokes && code.equals(EXPIRED) ? REVOKED : code);
        return place < 0 ? ORDER.indexOf("") : place;
    }

    static Reason refused(String code, String detail, Code ours) {
        return new Reason(code, detail, false, ours);
    }
}

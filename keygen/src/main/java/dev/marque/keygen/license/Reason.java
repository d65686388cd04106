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

    static final Reason VALID = new Reason("VALID", "is valid", true, Code.VALID);

    /** The order in which Keygen tells them; what it does not know comes with the vendor's decisions. */
    private static final List<String> ORDER = List.of(
            "NOT_FOUND",
            "BANNED",
            "SUSPENDED",
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
            "EXPIRED");

    static final Comparator<Reason> FIRST = Comparator.comparingInt(Reason::rank);

    private int rank() {
        int place = ORDER.indexOf(code);
        return place < 0 ? ORDER.indexOf("") : place;
    }

    static Reason refused(String code, String detail, Code ours) {
        return new Reason(code, detail, false, ours);
    }
}

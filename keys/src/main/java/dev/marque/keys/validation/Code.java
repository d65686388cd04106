package dev.marque.keys.validation;

/** The answer in one word. Names are stable: programs in the field compare them. */
public enum Code {
    VALID(true, "The license may be used."),
    IN_GRACE(
            true,
            "The license has expired, but its grace still runs. The program works on; the user should be told to"
                    + " renew."),
    EXPIRED_ALLOWED(
            true,
            "The license and its grace have expired, and its policy lets programs go on: what was bought keeps working,"
                    + " and newer releases may need a renewal."),
    SUSPENDED(false, "The license is suspended, for instance for an unpaid invoice, and may come back."),
    REVOKED(false, "The license was taken back for good."),
    ARCHIVED(false, "The license was put away and is no longer in use."),
    ADDRESS_BLOCKED(false, "The vendor does not let the license be used from the network address that asks."),
    COUNTRY_BLOCKED(
            false,
            "The vendor does not let the license be used in the country of the network address that asks, as far as that"
                    + " is known."),
    FINGERPRINT_BLOCKED(false, "The vendor does not let the license be used on the machine that asks."),
    EXPIRED(false, "The license has expired and its grace, if any, is over. Renewing it helps."),
    PRODUCT_MISMATCH(false, "The license is for another product than the one that asks."),
    FINGERPRINT_REQUIRED(
            false, "The license is bound to machines, and the request does not say which one it comes from."),
    NOT_ACTIVATED(false, "The license has to be activated before it is used, and no machine has done so yet."),
    FINGERPRINT_MISMATCH(
            false,
            "The license is activated, but not on this machine. Activate it here, or deactivate another machine"
                    + " first."),
    HEARTBEAT_NOT_STARTED(
            false, "The license wants signs of life, and the machine has given none since it was activated. Send one."),
    HEARTBEAT_DEAD(
            false,
            "The license wants signs of life, and the machine has given none for too long. Send one; if it is too late for"
                    + " that, deactivate the machine and activate it again."),
    FINGERPRINT_TAKEN(
            false,
            "The machine has a seat of another license, and the license's rules allow it only one. Deactivate it there."),
    TOO_MANY_ACTIVATIONS(
            false,
            "More machines are activated than the license allows, for instance after the limit was lowered."
                    + " Deactivate some."),
    TOO_MANY_CHANGES(
            false,
            "So many machines were added or taken off lately that the license's rules make it wait. The vendor can help"
                    + " at once."),
    TRIAL_USED(
            false,
            "The person, or the machine, has tried the product already, with another license. The vendor can let them try"
                    + " once more."),
    LIMIT_EXCEEDED(
            false,
            "More is used of something that the license limits than it allows, overage included. Use less, or buy more."),
    LEASE_REQUIRED(
            false,
            "The license is shared by turns, and the program has no lease of it, or no longer. Acquire one first."),
    USER_REQUIRED(false, "The license is for named users, and the request does not say who asks."),
    USER_NOT_ASSIGNED(
            false, "The license is for named users, and the one who asks has no seat of it. Invite or assign them."),
    FEATURE_MISSING(false, "The license does not grant every feature that was asked for, or no longer does."),
    UPDATE_REQUIRED(false, "The program is older than the oldest version that is still supported. Update it."),
    CHANNEL_NOT_LICENSED(
            false,
            "The version is less finished than what the license covers: a beta, say, where releases were bought."),
    MAINTENANCE_ENDED(
            false,
            "The version came out after the maintenance of the license had ended. Older versions keep working; renewing"
                    + " maintenance helps."),
    VERSION_UNKNOWN(false, "The vendor has not listed this version, and the license is for listed ones only."),
    CHECKSUM_MISMATCH(false, "The program is not what the vendor released: its checksum is not listed."),
    POLICY_MISMATCH(false, "The license is under another policy than the one that was asked for."),
    MACHINE_MISMATCH(false, "The activation that was named is not active, or not of the machine that asks."),
    COMPONENTS_MISMATCH(false, "The machine was not activated with all the components that were named."),
    PRODUCT_REQUIRED(false, "The license wants to be told for which product it is asked."),
    POLICY_REQUIRED(false, "The license wants to be told for which policy it is asked."),
    MACHINE_REQUIRED(false, "The license wants to be told which activation asks."),
    COMPONENTS_REQUIRED(false, "The license wants to be told the components of the machine that asks."),
    VERSION_REQUIRED(false, "The license wants to be told which version of the program asks."),
    CHECKSUM_REQUIRED(false, "The license wants to be told the checksum of the program that asks."),
    ENVIRONMENT_MISMATCH(false, "The license is of another environment than the one that was asked for."),
    ENVIRONMENT_REQUIRED(false, "The license wants to be told for which environment it is asked.");

    private final boolean valid;
    private final String documentation;

    Code(boolean valid, String documentation) {
        this.valid = valid;
        this.documentation = documentation;
    }

    /** Whether the program may go on. */
    public boolean valid() {
        return valid;
    }

    /** For the reference pages. */
    public String documentation() {
        return documentation;
    }
}

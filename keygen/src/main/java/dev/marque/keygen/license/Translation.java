package dev.marque.keygen.license;

import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.Outcome;
import dev.marque.keys.validation.Scope;
import dev.marque.licensing.validation.Situation;
import java.util.Optional;

/** What our rules say about a license, in Keygen's words; and which of it Keygen's clients are not told. */
final class Translation {

    private final Situation situation;
    private final AskedScope scope;
    private final boolean floating;
    private final boolean ownerAsks;

    /**
     * @param floating whether the license is for more than one machine
     * @param ownerAsks whether the user that is named owns the license
     */
    Translation(Situation situation, AskedScope scope, boolean floating, boolean ownerAsks) {
        this.situation = situation;
        this.scope = scope;
        this.floating = floating;
        this.ownerAsks = ownerAsks;
    }

    /** Empty for what does not count here. */
    Optional<Reason> of(Outcome outcome) {
        Code code = outcome.code();
        return switch (code) {
            case VALID, IN_GRACE -> Optional.of(new Reason("VALID", "is valid", true, code));
            case EXPIRED_ALLOWED -> Optional.of(new Reason("EXPIRED", "is expired", true, code));
            case REVOKED, ARCHIVED -> refused("NOT_FOUND", "does not exist", code);
            case SUSPENDED -> refused("SUSPENDED", "is suspended", code);
            case EXPIRED -> refused("EXPIRED", "is expired", code);
            case PRODUCT_MISMATCH -> mismatch("product", code);
            case POLICY_MISMATCH -> mismatch("policy", code);
            case ENVIRONMENT_MISMATCH -> mismatch("environment", code);
            case PRODUCT_REQUIRED -> required("product", code);
            case POLICY_REQUIRED -> required("policy", code);
            case ENVIRONMENT_REQUIRED -> required("environment", code);
            case MACHINE_REQUIRED -> required("machine", code);
            case VERSION_REQUIRED -> required("version", code);
            case CHECKSUM_REQUIRED -> required("checksum", code);
            case USER_REQUIRED -> ownerAsks ? Optional.empty() : required("user", code);
            case USER_NOT_ASSIGNED -> ownerAsks ? Optional.empty() : mismatch("user", code);
            case FEATURE_MISSING ->
                refused("ENTITLEMENTS_MISSING", "is missing one or more required entitlements", code);
            // This room compares components itself: for our rules they are parts of fingerprints.
            case COMPONENTS_REQUIRED, COMPONENTS_MISMATCH -> Optional.empty();
            case FINGERPRINT_REQUIRED -> fingerprintRequired();
            case NOT_ACTIVATED -> Optional.of(noMachine(code));
            case FINGERPRINT_MISMATCH -> notActivated("fingerprint", code);
            case MACHINE_MISMATCH -> notActivated("machine", code);
            case HEARTBEAT_NOT_STARTED -> refused("HEARTBEAT_NOT_STARTED", "machine heartbeat is required", code);
            case HEARTBEAT_DEAD -> refused("HEARTBEAT_DEAD", "machine heartbeat is dead", code);
            case TOO_MANY_ACTIVATIONS ->
                strict() ? refused("TOO_MANY_MACHINES", "has too many associated machines", code) : Optional.empty();
            case UPDATE_REQUIRED, VERSION_UNKNOWN, CHANNEL_NOT_LICENSED, MAINTENANCE_ENDED ->
                refused(
                        "VERSION_SCOPE_MISMATCH",
                        "version scope is not valid (does not match any accessible releases)",
                        code);
            case CHECKSUM_MISMATCH ->
                refused(
                        "CHECKSUM_SCOPE_MISMATCH",
                        "checksum scope is not valid (does not match any accessible artifacts)",
                        code);
            // Keygen has no words for these; its clients take what they do not know for a refusal, which it is.
            case ADDRESS_BLOCKED,
                    COUNTRY_BLOCKED,
                    FINGERPRINT_BLOCKED,
                    FINGERPRINT_TAKEN,
                    TOO_MANY_CHANGES,
                    TRIAL_USED,
                    LIMIT_EXCEEDED,
                    LEASE_REQUIRED -> refused(code.name(), outcome.detail(), code);
        };
    }

    private Optional<Reason> fingerprintRequired() {
        boolean wanted = situation.license().terms().rules().wanted().contains(Scope.FINGERPRINT);
        if (situation.access().fingerprintWanted()) {
            return refused("FINGERPRINT_SCOPE_REQUIRED", "fingerprint scope is required", Code.FINGERPRINT_REQUIRED);
        }
        if (wanted && !scope.quick()) {
            return required("fingerprint", Code.FINGERPRINT_REQUIRED);
        }
        // Keygen asks a license that names no machine whether it has any at all.
        return Optional.empty();
    }

    private boolean strict() {
        return situation.license().terms().requiresActivation();
    }

    private Optional<Reason> notActivated(String what, Code code) {
        if (situation.license().activations() == 0) {
            return Optional.of(noMachine(code));
        }
        String name = what.equals("machine") ? "MACHINE" : "FINGERPRINT";
        return refused(
                name + "_SCOPE_MISMATCH", what + " is not activated (does not match any associated machines)", code);
    }

    private Reason noMachine(Code code) {
        boolean named = scope.namesFingerprints() || scope.machine() != null;
        String none = "is not activated (has no associated machine" + (floating ? "s)" : ")");
        String detail = floating ? "must have at least 1 associated machine" : "must have exactly 1 associated machine";
        String subject = scope.machine() == null ? "fingerprint " : "machine ";
        return Reason.refused(floating ? "NO_MACHINES" : "NO_MACHINE", named ? subject + none : detail, code);
    }

    private Optional<Reason> required(String what, Code code) {
        return scope.quick()
                ? Optional.empty()
                : refused(
                        what.toUpperCase(java.util.Locale.ROOT) + "_SCOPE_REQUIRED", what + " scope is required", code);
    }

    private static Optional<Reason> mismatch(String what, Code code) {
        return refused(
                what.toUpperCase(java.util.Locale.ROOT) + "_SCOPE_MISMATCH", what + " scope does not match", code);
    }

    private static Optional<Reason> refused(String code, String detail, Code ours) {
        return Optional.of(Reason.refused(code, detail, ours));
    }
}

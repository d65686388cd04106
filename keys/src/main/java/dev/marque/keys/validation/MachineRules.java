package dev.marque.keys.validation;

import dev.marque.keys.validation.Outcome.Refused;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether the machine that asks has a seat, and lives. */
final class MachineRules {

    /** In the order in which they are asked. */
    static final List<Rule> ALL = List.of(
            MachineRules::fingerprintRequired,
            MachineRules::notActivated,
            MachineRules::fingerprintMismatch,
            MachineRules::machineMismatch,
            MachineRules::componentsMismatch,
            MachineRules::heartbeatNotStarted,
            MachineRules::heartbeatDead,
            MachineRules::tooManyActivations);

    private MachineRules() {}

    private static @Nullable Refused fingerprintRequired(Case c) {
        return (c.facts.requiresActivation() || c.facts.access().fingerprintWanted())
                        && c.request.fingerprint() == null
                        && c.request.scopes().fingerprints().isEmpty()
                ? new Refused(Code.FINGERPRINT_REQUIRED, "The license is bound to machines; say which one asks.")
                : null;
    }

    private static @Nullable Refused notActivated(Case c) {
        return c.facts.requiresActivation() && !c.anyActivation()
                ? new Refused(Code.NOT_ACTIVATED, "The license is not activated on any machine.")
                : null;
    }

    private static @Nullable Refused fingerprintMismatch(Case c) {
        boolean another = c.facts.requiresActivation()
                && c.request.fingerprint() != null
                && c.anyActivation()
                && c.matching().isEmpty();
        return another || c.tooFewKnown()
                ? new Refused(Code.FINGERPRINT_MISMATCH, "The license is not activated on this machine.")
                : null;
    }

    private static @Nullable Refused machineMismatch(Case c) {
        UUID asked = c.request.scopes().activationId();
        return asked != null && c.named().isEmpty()
                ? new Refused(Code.MACHINE_MISMATCH, "Activation " + asked + " is not active, or of another machine.")
                : null;
    }

    private static @Nullable Refused componentsMismatch(Case c) {
        Map<String, String> asked = c.request.scopes().components();
        if (asked.isEmpty()) {
            return null;
        }
        Map<String, String> known = (c.request.scopes().activationId() == null ? c.matching() : c.named())
                .map(machine -> (Map<String, String>) machine.fingerprint().components())
                .orElse(Map.of());
        return known.entrySet().containsAll(asked.entrySet())
                ? null
                : new Refused(Code.COMPONENTS_MISMATCH, "The machine was activated with other components.");
    }

    private static @Nullable Refused heartbeatNotStarted(Case c) {
        return c.facts.heartbeatRequired() && c.hasHeartbeat(HeartbeatStatus.NOT_STARTED)
                ? new Refused(Code.HEARTBEAT_NOT_STARTED, "The machine has not given a sign of life yet.")
                : null;
    }

    private static @Nullable Refused heartbeatDead(Case c) {
        return c.facts.heartbeatRequired() && c.hasHeartbeat(HeartbeatStatus.DEAD)
                ? new Refused(Code.HEARTBEAT_DEAD, "The machine has not given a sign of life for too long.")
                : null;
    }

    private static @Nullable Refused tooManyActivations(Case c) {
        Integer max = c.facts.maxActivations();
        return max != null && c.facts.activeActivations() > max
                ? new Refused(
                        Code.TOO_MANY_ACTIVATIONS,
                        c.facts.activeActivations() + " machines are activated, " + max + " are allowed.")
                : null;
    }
}

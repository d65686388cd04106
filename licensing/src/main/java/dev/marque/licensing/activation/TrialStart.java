package dev.marque.licensing.activation;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.Outcome.Refused;
import dev.marque.licensing.license.License;
import dev.marque.licensing.policy.TrialRules;
import dev.marque.licensing.trial.TrialMachines;
import dev.marque.licensing.trial.TrialRows;
import dev.marque.platform.identity.Actor;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Whether a machine may begin the trial that a license is; and that it did. The license is held. */
final class TrialStart {

    private TrialStart() {}

    /** Why it may not; null if it may. Nobody else begins a trial of the product until the transaction ends. */
    static @Nullable Refused refusing(Handle transaction, Actor actor, License license, Fingerprint machine) {
        TrialRules rules = license.terms().rules().trial();
        if (rules == null) {
            return null;
        }
        UUID product = license.productId();
        TrialRows.hold(transaction, actor.tenant(), product);
        if (rules.onePerPerson() && TrialRows.personTried(transaction, product, license.id())) {
            return new Refused(Code.TRIAL_USED, "The person had a trial of the product already.");
        }
        boolean tried = rules.onePerMachine()
                && TrialMachines.alike(transaction, product, license.id(), machine).stream()
                        .anyMatch(known -> isSame(license, known, machine));
        return tried ? new Refused(Code.TRIAL_USED, "The product was tried on this machine already.") : null;
    }

    /** Here an equal value is enough: leaving components off, or other ones, is no way to another trial. */
    private static boolean isSame(License license, Fingerprint known, Fingerprint machine) {
        return known.value().equals(machine.value())
                || license.terms().matching().matches(known, machine);
    }

    static void remember(Handle transaction, Actor actor, License license, Fingerprint machine, UUID id, Instant now) {
        if (license.terms().rules().trial() != null) {
            UUID product = license.productId();
            TrialRows.started(transaction, actor.tenant(), product, license.id(), now);
            TrialMachines.remember(transaction, actor.tenant(), product, license.id(), id, machine, now);
        }
    }
}

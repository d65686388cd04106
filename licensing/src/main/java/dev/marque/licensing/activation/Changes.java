package dev.marque.licensing.activation;

import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.Outcome.Refused;
import dev.marque.licensing.license.License;
import dev.marque.licensing.policy.MachineRules;
import dev.marque.platform.identity.Actor;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** How often installations moved a license lately. To be asked while the license is held. */
final class Changes {

    private Changes() {}

    /** Why no machine may be added now; null if one may. */
    static @Nullable Refused refusingActivation(Handle transaction, Actor actor, License license, Instant now) {
        Integer most = license.terms().rules().movingMachines().activationsPerPeriod();
        return refusing(transaction, actor, license, "activated", most, now);
    }

    /** Why no machine may be taken off now; null if one may. */
    static @Nullable Refused refusingDeactivation(Handle transaction, Actor actor, License license, Instant now) {
        Integer most = license.terms().rules().movingMachines().deactivationsPerPeriod();
        return refusing(transaction, actor, license, "deactivated", most, now);
    }

    private static @Nullable Refused refusing(
            Handle transaction, Actor actor, License license, String what, @Nullable Integer most, Instant now) {
        if (most == null || actor.kind() != Actor.Kind.LICENSE) {
            return null;
        }
        MachineRules rules = license.terms().rules().movingMachines();
        int lately = transaction
                .createQuery("""
                        select count(*) from license_activations
                        where license_id = :license and %1$s_at > :since and %1$s_by = 'LICENSE'
                        """.formatted(what))
                .bind("license", license.id())
                .bind("since", now.minus(rules.period()))
                .mapTo(Integer.class)
                .one();
        return lately < most
                ? null
                : new Refused(
                        Code.TOO_MANY_CHANGES,
                        lately + " machines were " + what + " lately, and " + most
                                + " in a period are allowed. Wait, or ask the vendor.");
    }
}

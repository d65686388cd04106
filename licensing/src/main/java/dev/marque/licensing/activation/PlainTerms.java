package dev.marque.licensing.activation;

import dev.marque.keys.validation.CullStrategy;
import dev.marque.licensing.license.License;
import dev.marque.licensing.policy.MachineRules;
import dev.marque.licensing.policy.Rules;
import dev.marque.licensing.policy.Uniqueness;
import java.util.List;
import java.util.function.Predicate;

/** Terms under which a seat concerns its license only: nothing else has to be asked, held or written. */
final class PlainTerms {

    private static final Predicate<License> CULLS =
            license -> license.terms().heartbeats().cull() == CullStrategy.DEACTIVATE_DEAD;

    private static final List<Predicate<License>> CONCERN_MORE_TO_GIVE = List.of(
            CULLS,
            License::awaitsFirstUse,
            license -> rules(license).trial() != null,
            license -> rules(license).tellingMachines().uniqueness() != Uniqueness.PER_LICENSE,
            license -> moving(license).activationsPerPeriod() != null);

    private static final List<Predicate<License>> CONCERN_MORE_TO_TAKE =
            List.of(CULLS, license -> moving(license).deactivationsPerPeriod() != null);

    private PlainTerms() {}

    static boolean toGive(License license) {
        return CONCERN_MORE_TO_GIVE.stream().noneMatch(more -> more.test(license));
    }

    static boolean toTake(License license) {
        return CONCERN_MORE_TO_TAKE.stream().noneMatch(more -> more.test(license));
    }

    private static Rules rules(License license) {
        return license.terms().rules();
    }

    private static MachineRules moving(License license) {
        return rules(license).movingMachines();
    }
}

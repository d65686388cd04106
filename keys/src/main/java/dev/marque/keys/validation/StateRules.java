package dev.marque.keys.validation;

import dev.marque.keys.validation.Outcome.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the vendor decided about the license. */
final class StateRules {

    /** In the order in which they are asked. */
    static final List<Rule> ALL = List.of(StateRules::revoked, StateRules::archived, StateRules::suspended);

    private StateRules() {}

    private static @Nullable Refused revoked(Case c) {
        return c.facts.state() == LicenseState.REVOKED ? new Refused(Code.REVOKED, "The license was revoked.") : null;
    }

    private static @Nullable Refused archived(Case c) {
        return c.facts.state() == LicenseState.ARCHIVED
                ? new Refused(Code.ARCHIVED, "The license was archived.")
                : null;
    }

    private static @Nullable Refused suspended(Case c) {
        return c.facts.state() == LicenseState.SUSPENDED
                ? new Refused(Code.SUSPENDED, "The license is suspended.")
                : null;
    }
}

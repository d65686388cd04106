package dev.marque.keygen.catalog;

import dev.marque.keygen.wire.Fields;
import dev.marque.licensing.policy.MeterRule;
import dev.marque.licensing.policy.Overage;
import dev.marque.licensing.policy.Rules;
import dev.marque.licensing.policy.UserRules;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is set for one license alone, instead of what its policy says. */
public final class LicenseTerms {

    private final Fields attributes;
    private final Rules before;

    /** @param before the rules of its policy, or its own if it is there already */
    public LicenseTerms(Fields attributes, Rules before) {
        this.attributes = attributes;
        this.before = before;
    }

    /** On how many machines; null where nothing is said. */
    public @Nullable Integer machines() {
        return new PolicyTerms(attributes).most("maxMachines");
    }

    /** The subjects that were spoken of; null where none was. */
    public @Nullable Rules rules() {
        boolean uses = attributes.has("maxUses");
        boolean users = attributes.has("maxUsers");
        if (!uses && !users) {
            return null;
        }
        return new Rules(
                null,
                null,
                null,
                null,
                uses ? meters() : null,
                null,
                null,
                null,
                null,
                null,
                users ? users() : null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private Map<String, MeterRule> meters() {
        Map<String, MeterRule> meters = new HashMap<>(before.metered());
        MeterRule known = meters.get(PolicyTerms.USES);
        Overage overage = known == null ? Overage.NONE : known.overage();
        meters.put(PolicyTerms.USES, PolicyTerms.uses(attributes, overage));
        return meters;
    }

    private UserRules users() {
        Integer most = new PolicyTerms(attributes).most("maxUsers");
        UserRules rules = before.users();
        int seats = most == null ? PolicyTerms.ANY_USERS : most;
        return rules == null
                ? new UserRules(seats, false, null, null, null, null)
                : new UserRules(
                        seats,
                        rules.required(),
                        rules.coolingOff(),
                        rules.invitation(),
                        rules.selfService(),
                        rules.domains());
    }
}

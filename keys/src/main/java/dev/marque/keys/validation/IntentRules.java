package dev.marque.keys.validation;

import dev.marque.keys.validation.Outcome.Refused;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether this license is meant at all. */
final class IntentRules {

    /** In the order in which they are asked. */
    static final List<Rule> ALL = List.of(
            IntentRules::scopeMissing,
            IntentRules::productMismatch,
            IntentRules::policyMismatch,
            IntentRules::environmentMismatch);

    private IntentRules() {}

    private static @Nullable Refused scopeMissing(Case c) {
        return c.facts.wanted().isEmpty() ? null : missing(c);
    }

    private static @Nullable Refused missing(Case c) {
        return c.facts.wanted().stream()
                .sorted()
                .filter(scope -> !scope.in(c.request))
                .findFirst()
                .map(scope -> new Refused(scope.missing(), scope.missing().documentation()))
                .orElse(null);
    }

    private static @Nullable Refused productMismatch(Case c) {
        String asked = c.request.productCode();
        return asked != null && !asked.equals(c.facts.productCode())
                ? new Refused(Code.PRODUCT_MISMATCH, "The license is for another product.")
                : null;
    }

    private static @Nullable Refused policyMismatch(Case c) {
        UUID asked = c.request.scopes().policyId();
        return asked != null && !asked.equals(c.facts.policyId())
                ? new Refused(Code.POLICY_MISMATCH, "The license is under another policy.")
                : null;
    }

    private static @Nullable Refused environmentMismatch(Case c) {
        String asked = c.request.scopes().environment();
        return asked != null && !asked.equals(c.facts.environment())
                ? new Refused(Code.ENVIRONMENT_MISMATCH, "The license is of another environment.")
                : null;
    }
}

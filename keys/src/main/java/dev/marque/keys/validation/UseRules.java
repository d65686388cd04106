package dev.marque.keys.validation;

import dev.marque.keys.feature.FeatureGrant;
import dev.marque.keys.validation.Outcome.Refused;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether what the license grants is enough for what is asked: amounts, leases, users, features. */
final class UseRules {

    /** In the order in which they are asked. */
    static final List<Rule> ALL = List.of(
            UseRules::limitExceeded,
            UseRules::leaseMissing,
            UseRules::userRequired,
            UseRules::userNotAssigned,
            UseRules::featureMissing);

    private UseRules() {}

    private static @Nullable Refused limitExceeded(Case c) {
        return c.facts.limits().isEmpty() ? null : exceeded(c);
    }

    private static @Nullable Refused exceeded(Case c) {
        String exceeded = c.facts.limits().stream()
                .filter(LimitUse::exceeded)
                .sorted(Comparator.comparing(LimitUse::name))
                .map(limit -> limit.name() + " (" + limit.used() + " of " + limit.most() + ")")
                .collect(Collectors.joining(", "));
        return exceeded.isEmpty() ? null : new Refused(Code.LIMIT_EXCEEDED, "Too much is used: " + exceeded + ".");
    }

    private static @Nullable Refused leaseMissing(Case c) {
        return c.facts.lease().missingAt(c.now)
                ? new Refused(Code.LEASE_REQUIRED, "The license is floating, and there is no lease that holds now.")
                : null;
    }

    private static @Nullable Refused userRequired(Case c) {
        return c.facts.user().required() && c.request.user() == null
                ? new Refused(Code.USER_REQUIRED, "The license is for named users; say who asks.")
                : null;
    }

    private static @Nullable Refused userNotAssigned(Case c) {
        return c.request.user() != null && !c.facts.user().assigned()
                ? new Refused(Code.USER_NOT_ASSIGNED, "The one who asks has no seat of the license.")
                : null;
    }

    private static @Nullable Refused featureMissing(Case c) {
        if (c.request.features().isEmpty()) {
            return null;
        }
        Set<String> missing = new TreeSet<>(c.request.features());
        for (FeatureGrant grant : c.facts.features()) {
            if (grant.grantedAt(c.now) && grant.countsFor(c.request.user())) {
                missing.remove(grant.code());
            }
        }
        return missing.isEmpty()
                ? null
                : new Refused(Code.FEATURE_MISSING, "The license does not grant: " + String.join(", ", missing) + ".");
    }
}

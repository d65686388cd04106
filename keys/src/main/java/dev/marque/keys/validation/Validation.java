package dev.marque.keys.validation;

import dev.marque.keys.validation.Outcome.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether a license may be used now, here, for this. A pure function of facts, request and instant.
 *
 * <p>The rules stand in {@link #RULES} in the order in which they are asked; the first that refuses decides. What the
 * vendor decided comes first, then time, then whether the license is meant at all, then machines, then what it grants,
 * then the version: a user is told first what has to be put right first. Adding a code means adding a rule at its place.
 */
public final class Validation {

    static final List<Rule> RULES = Stream.of(
                    StateRules.ALL,
                    BlockRules.ALL,
                    ExpiryRules.ALL,
                    IntentRules.ALL,
                    MachineRules.ALL,
                    UseRules.ALL,
                    VersionRules.ALL)
            .flatMap(List::stream)
            .toList();

    private Validation() {}

    /** Decides. */
    public static Outcome decide(LicenseFacts facts, ValidationRequest request, Instant now) {
        Case c = new Case(facts, request, now);
        for (Rule rule : RULES) {
            Refused refused = rule.refuse(c);
            if (refused != null) {
                return refused;
            }
        }
        return ExpiryRules.accepted(c);
    }

    /** Every reason there is to refuse, in order; when there is none, the one acceptance. The first is the decision. */
    public static List<Outcome> explain(LicenseFacts facts, ValidationRequest request, Instant now) {
        Case c = new Case(facts, request, now);
        List<Outcome> reasons = new ArrayList<>();
        for (Rule rule : RULES) {
            Refused refused = rule.refuse(c);
            if (refused != null) {
                reasons.add(refused);
            }
        }
        return reasons.isEmpty() ? List.of(ExpiryRules.accepted(c)) : List.copyOf(reasons);
    }
}

package dev.marque.licensing.validation;

import dev.marque.keys.validation.Outcome;
import dev.marque.licensing.license.License;
import java.time.Instant;
import java.util.List;

/**
 * Why a license is valid, or all the reasons why it is not.
 *
 * @param reasons the first is what an installation would be told
 * @param at as of when
 */
public record Explanation(List<Outcome> reasons, License license, Instant at) {

    public Explanation {
        reasons = List.copyOf(reasons);
    }

    public Outcome decision() {
        return reasons.getFirst();
    }
}

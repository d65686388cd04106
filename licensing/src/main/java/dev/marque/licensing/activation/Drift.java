package dev.marque.licensing.activation;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.licensing.policy.FingerprintRules;
import java.time.Instant;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How a known machine may change: so many components in a period, each at most once in it. Pure. */
final class Drift {

    private Drift() {}

    /** The machine with those of its changed components taken over that the rules allow now, in the order of their names. */
    static Activation of(Activation known, Fingerprint presented, FingerprintRules rules, Instant now) {
        SortedMap<String, Instant> lately = new TreeMap<>(known.adoptedAt());
        lately.values().removeIf(at -> !at.isAfter(now.minus(rules.adoptionPeriod())));
        Set<String> adopted = known.fingerprint().differences(presented).stream()
                .filter(presented.components()::containsKey)
                .filter(name -> !lately.containsKey(name))
                .limit(Math.max(0, rules.adoptedPerPeriod() - lately.size()))
                .collect(Collectors.toSet());
        if (adopted.isEmpty()) {
            return known;
        }
        adopted.forEach(name -> lately.put(name, now));
        return known.known(known.fingerprint().adopting(presented, adopted), lately);
    }
}

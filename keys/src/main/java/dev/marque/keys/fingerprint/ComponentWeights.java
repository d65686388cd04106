package dev.marque.keys.fingerprint;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Matches by how much each component says about a machine: a disk that is often changed weighs little, a board that never
 * is weighs much. The machine is the known one if the known components that it still has weigh at least the threshold's
 * part of all known components.
 *
 * <p>A component that is not named weighs nothing. Where nothing that is known weighs anything, all of it has to be equal.
 *
 * @param weights by component, 0 to 100
 * @param thresholdPercent 1 to 100
 */
public record ComponentWeights(SortedMap<String, Integer> weights, int thresholdPercent) implements Matching {

    private static final int MOST = 100;

    public ComponentWeights {
        if (thresholdPercent < 1 || thresholdPercent > MOST) {
            throw new IllegalArgumentException("a threshold is 1 to 100 percent");
        }
        if (weights.values().stream().anyMatch(weight -> weight < 0 || weight > MOST)) {
            throw new IllegalArgumentException("a weight is 0 to 100");
        }
        weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
    }

    @Override
    public boolean matches(Fingerprint known, Fingerprint presented) {
        if (known.components().isEmpty()) {
            return known.value().equals(presented.value());
        }
        int all = known.components().keySet().stream().mapToInt(this::weight).sum();
        if (all == 0) {
            return known.differences(presented).isEmpty();
        }
        int equal = likeness(known, presented);
        return equal > 0 && equal * MOST >= all * thresholdPercent;
    }

    /** As the threshold says, each counting alike. */
    @Override
    public boolean enough(int equal, int asked) {
        return equal * MOST >= asked * thresholdPercent;
    }

    /** What the known components that the other still has weigh together. */
    @Override
    public int likeness(Fingerprint known, Fingerprint presented) {
        int equal = 0;
        for (Map.Entry<String, String> component : known.components().entrySet()) {
            if (component.getValue().equals(presented.components().get(component.getKey()))) {
                equal += weight(component.getKey());
            }
        }
        return equal;
    }

    private int weight(String component) {
        return weights.getOrDefault(component, 0);
    }
}

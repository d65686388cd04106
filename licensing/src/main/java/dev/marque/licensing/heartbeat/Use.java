package dev.marque.licensing.heartbeat;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a program was used for since its last sign of life, as it says itself.
 *
 * @param user who used it; stored as a hash only
 * @param features how often each feature was used
 */
public record Use(@Nullable String user, Map<String, Integer> features) {

    /** Nothing that it tells. */
    public static final Use UNTOLD = new Use(null, Map.of());

    public Use {
        features = Map.copyOf(features);
    }

    @Override
    public String toString() {
        return "Use[features=" + features + "]";
    }
}

package dev.marque.sdk.usage;

import dev.marque.sdk.http.Fields;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Features that were used, to go with a heartbeat.
 *
 * @param key the heartbeat's idempotency key
 * @param counts how often, by feature
 * @param toldAt when it was first told; null while it was not, and then more may be added
 */
record FeatureUse(
        String key, Map<String, Long> counts, @Nullable Instant toldAt) {

    /** The most that a heartbeat tells of. */
    static final int MOST_FEATURES = 50;

    static final long MOST_TIMES = 1_000_000;

    FeatureUse {
        counts = Map.copyOf(counts);
    }

    FeatureUse toldAt(Instant time) {
        return toldAt == null ? new FeatureUse(key, counts, time) : this;
    }

    Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("key", key);
        json.put("counts", new TreeMap<>(counts));
        json.put("toldAt", toldAt == null ? null : toldAt.toString());
        return json;
    }

    static FeatureUse fromJson(Fields json) {
        Map<String, Long> counts = new TreeMap<>();
        Fields told = json.object("counts");
        told.values().keySet().forEach(name -> {
            Long count = told.number(name);
            if (count != null) {
                counts.put(name, count);
            }
        });
        return new FeatureUse(json.text("key"), counts, json.instant("toldAt"));
    }
}

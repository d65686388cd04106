package dev.marque.sdk.usage;

import dev.marque.kernel.id.Ids;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts uses of features together into as few heartbeats as will do. */
final class Batches {

    private static final int MOST_BATCHES = 200;

    private Batches() {}

    /** Those that wait, and these: in the last batch as far as it was not told yet and has room. */
    static List<FeatureUse> with(List<FeatureUse> waiting, Map<String, Long> used, Ids ids) {
        if (used.isEmpty()) {
            return waiting;
        }
        List<FeatureUse> all = new ArrayList<>(waiting);
        Map<String, Long> open = new TreeMap<>(used);
        String key = ids.next().toString();
        FeatureUse last = all.isEmpty() ? null : all.get(all.size() - 1);
        if (last != null && last.toldAt() == null) {
            all.remove(all.size() - 1);
            key = last.key();
            last.counts().forEach((feature, times) -> open.merge(feature, times, Long::sum));
        }
        Map<String, Long> batch = new LinkedHashMap<>();
        for (Map.Entry<String, Long> one : open.entrySet()) {
            if (batch.size() == FeatureUse.MOST_FEATURES) {
                all.add(new FeatureUse(key, batch, null));
                batch = new LinkedHashMap<>();
                key = ids.next().toString();
            }
            batch.put(one.getKey(), Math.min(one.getValue(), FeatureUse.MOST_TIMES));
        }
        all.add(new FeatureUse(key, batch, null));
        return all.size() > MOST_BATCHES ? all.subList(all.size() - MOST_BATCHES, all.size()) : all;
    }
}

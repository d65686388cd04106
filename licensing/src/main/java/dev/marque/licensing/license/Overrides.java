package dev.marque.licensing.license;

import dev.marque.keys.feature.GrantSource;
import dev.marque.licensing.policy.Rules;
import dev.marque.licensing.rows.JsonColumns;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The names of what was set for one license alone. */
final class Overrides {

    private static final String FEATURES = "features";

    private Overrides() {}

    /** What is null was not set. */
    static Set<String> of(
            @Nullable Object maxActivations,
            @Nullable Object features,
            @Nullable Object limits,
            @Nullable Rules rules) {
        Set<String> names = new TreeSet<>();
        add(names, "maxActivations", maxActivations);
        add(names, FEATURES, features);
        add(names, "limits", limits);
        if (rules != null) {
            JsonColumns.tree(rules).fieldNames().forEachRemaining(subject -> names.add("rules." + subject));
        }
        return names;
    }

    /** Who granted the features that a license was issued with. */
    static GrantSource sourceOfFeatures(Set<String> overrides) {
        return overrides.contains(FEATURES) ? GrantSource.LICENSE : GrantSource.POLICY;
    }

    private static void add(Set<String> names, String name, @Nullable Object value) {
        if (value != null) {
            names.add(name);
        }
    }
}

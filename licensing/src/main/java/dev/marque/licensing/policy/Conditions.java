package dev.marque.licensing.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marque.licensing.rows.JsonColumns;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a license takes along from its policy.
 *
 * @param features codes of what is granted
 * @param limits named ceilings
 */
public record Conditions(Terms terms, List<String> features, SortedMap<String, Long> limits) {

    private static final String RULES = "rules";

    public Conditions {
        features = features.stream().distinct().sorted().toList();
        limits = Collections.unmodifiableSortedMap(new TreeMap<>(limits));
    }

    /**
     * Part by part, under the names that the API has for them: {@code term}, {@code maxActivations}, {@code features},
     * {@code rules.overage}. A part that is absent has no value.
     */
    public SortedMap<String, JsonNode> parts() {
        SortedMap<String, JsonNode> parts = new TreeMap<>();
        JsonColumns.tree(terms).properties().forEach(field -> {
            if (field.getKey().equals(RULES)) {
                field.getValue().properties().forEach(rule -> parts.put(RULES + "." + rule.getKey(), rule.getValue()));
            } else {
                parts.put(field.getKey(), field.getValue());
            }
        });
        parts.put("features", JsonColumns.tree(features));
        parts.put("limits", JsonColumns.tree(limits));
        return parts;
    }

    /** The reverse of {@link #parts}. */
    static Conditions of(SortedMap<String, JsonNode> parts) {
        ObjectNode terms = JsonNodeFactory.instance.objectNode();
        ObjectNode rules = terms.putObject(RULES);
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        parts.forEach((name, value) -> {
            if (name.startsWith(RULES + ".")) {
                rules.set(name.substring(RULES.length() + 1), value);
            } else if (name.equals("features") || name.equals("limits")) {
                whole.set(name, value);
            } else {
                terms.set(name, value);
            }
        });
        whole.set("terms", terms);
        return JsonColumns.read(whole, Conditions.class);
    }
}

package dev.marque.licensing.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a license's conditions when it takes those of a policy.
 *
 * @param changes what differs, by part
 * @param kept the parts in which the policy says something else, and which stay because they were set for this license
 * @param overrides the parts that stay whatever a policy says, also from now on
 */
public record Adoption(Conditions result, List<Difference> changes, List<String> kept, Set<String> overrides) {

    /** A part that becomes another. */
    @Schema(description = "A part that becomes another. What is absent has no value.")
    public record Difference(
            @Schema(examples = "maxActivations") String part,

            @Schema(implementation = Object.class, examples = "3") @Nullable JsonNode from,

            @Schema(implementation = Object.class, examples = "5") @Nullable JsonNode to) {}

    /** @param overrides the parts that stay whatever the policy says */
    public static Adoption of(Conditions have, Conditions offered, Set<String> overrides) {
        SortedMap<String, JsonNode> before = have.parts();
        SortedMap<String, JsonNode> wanted = offered.parts();
        SortedMap<String, JsonNode> after = new TreeMap<>(wanted);
        List<Difference> changes = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(wanted.keySet());
        for (String name : names) {
            JsonNode from = before.get(name);
            JsonNode to = wanted.get(name);
            if (Objects.equals(from, to)) {
                continue;
            }
            if (overrides.contains(name)) {
                kept.add(name);
                put(after, name, from);
            } else {
                changes.add(new Difference(name, from, to));
            }
        }
        return new Adoption(Conditions.of(after), List.copyOf(changes), List.copyOf(kept), Set.copyOf(overrides));
    }

    private static void put(SortedMap<String, JsonNode> parts, String name, @Nullable JsonNode value) {
        if (value == null) {
            parts.remove(name);
        } else {
            parts.put(name, value);
        }
    }
}

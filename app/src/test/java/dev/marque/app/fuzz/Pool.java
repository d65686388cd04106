package dev.marque.app.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the server answered so far, to be sent back to it: ids by collection, other texts by the name of their field. */
final class Pool {

    private static final int KEPT = 60;

    private final Chance chance;
    private final Set<String> withheld;
    private final Map<String, List<String>> texts = new HashMap<>();

    /**
     * @param withheld ids that are never sent: a caller who removes himself ends the run
     */
    Pool(Chance chance, Set<String> withheld) {
        this.chance = chance;
        this.withheld = withheld;
    }

    /** Takes up what an answer of this address shows. */
    void learn(String path, JsonNode answer) {
        answer.forEachEntry((name, value) -> {
            if (value.isTextual() && value.asText().length() < 500) {
                keep(name.equals("id") ? collection(path) : name, value.asText());
            }
        });
        answer.forEach(child -> learn(path, child));
    }

    private void keep(String name, String text) {
        List<String> known = texts.computeIfAbsent(name, key -> new ArrayList<>());
        if (withheld.contains(text)) {
            return;
        }
        if (known.size() < KEPT) {
            known.add(text);
        } else {
            known.set(chance.below(KEPT), text);
        }
    }

    @Nullable String any(String name) {
        List<String> known = texts.getOrDefault(name, List.of());
        return known.isEmpty() ? null : chance.oneOf(known);
    }

    /** The id that a field such as {@code policyId} asks for. */
    @Nullable String idFor(String field) {
        String singular = field.endsWith("UserId") ? "user" : field.replaceAll("Id$", "");
        return any(singular.endsWith("y") ? singular.replaceAll("y$", "ies") : singular + "s");
    }

    /** The collection to which an address belongs: {@code /webhooks/{id}/deliveries} are deliveries. */
    static String collection(String path) {
        String[] parts = path.replaceAll("/\\{[^}]+}$", "").split("/");
        return parts[parts.length - 1];
    }
}

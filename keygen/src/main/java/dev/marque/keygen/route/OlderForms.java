package dev.marque.keygen.route;

import dev.marque.keys.json.Json;
import dev.marque.keys.json.JsonException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Documents for clients that ask for an older version of Keygen's API: what has another name now, has its old one there. */
final class OlderForms {

    private static final Pattern VERSION = Pattern.compile("1\\.([0-9]{1,2})");

    /**
     * What was renamed.
     *
     * @param upTo the last minor version that has the old name
     * @param member of the resource object in which it is
     */
    private record Renamed(int upTo, String type, String member, String now, String before) {}

    private static final List<Renamed> ALL = List.of(
            new Renamed(5, "licenses", "relationships", "owner", "user"),
            new Renamed(6, "policies", "attributes", "processLeasingStrategy", "leasingStrategy"),
            new Renamed(3, "policies", "attributes", "machineUniquenessStrategy", "fingerprintUniquenessStrategy"),
            new Renamed(3, "policies", "attributes", "machineMatchingStrategy", "fingerprintMatchingStrategy"));

    private OlderForms() {}

    /** @param version as it was asked for; null for the newest */
    static Reply in(@Nullable String version, Reply reply) {
        Matcher asked = VERSION.matcher(version == null ? "" : version.strip());
        if (!asked.matches() || reply.mediaType() != null || reply.content().isEmpty()) {
            return reply;
        }
        int minor = Integer.parseInt(asked.group(1));
        List<Renamed> renamed = ALL.stream().filter(one -> minor <= one.upTo()).toList();
        return renamed.isEmpty()
                ? reply
                : new Reply(reply.status(), rewritten(reply.content(), renamed), null, reply.headers());
    }

    private static String rewritten(String content, List<Renamed> renamed) {
        try {
            Map<String, @Nullable Object> document = new LinkedHashMap<>(Json.readObject(content));
            for (String place : List.of("data", "included")) {
                if (document.containsKey(place)) {
                    document.put(place, renamedIn(document.get(place), renamed));
                }
            }
            return Json.write(document);
        } catch (JsonException ours) {
            throw new IllegalStateException("a document of ours is not JSON", ours);
        }
    }

    private static @Nullable Object renamedIn(@Nullable Object value, List<Renamed> renamed) {
        return switch (value) {
            case List<?> items ->
                items.stream()
                        .<@Nullable Object>map(item -> renamedIn(item, renamed))
                        .toList();
            case Map<?, ?> resource -> {
                Map<Object, @Nullable Object> copy = new LinkedHashMap<>(resource);
                for (Renamed one : renamed) {
                    if (one.type().equals(copy.get("type")) && copy.get(one.member()) instanceof Map<?, ?> members) {
                        copy.put(one.member(), with(members, one));
                    }
                }
                yield copy;
            }
            case null, default -> value;
        };
    }

    private static Map<Object, @Nullable Object> with(Map<?, ?> members, Renamed one) {
        Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
        members.forEach((name, value) -> copy.put(one.now().equals(name) ? one.before() : name, value));
        return copy;
    }
}

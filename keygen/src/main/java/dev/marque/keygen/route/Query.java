package dev.marque.keygen.route;

import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Ids;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The query parameters of a call, each read as what it has to be. */
public record Query(MultivaluedMap<String, String> values) {

    private static final String NUMBER = "-?[0-9]{1,9}";

    /** The parameter; empty if it was not sent, or without anything. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.getFirst(name)).filter(text -> !text.isEmpty());
    }

    /** The parameter, as lists are sent: with commas, or several times as {@code name[]}. */
    public Optional<List<String>> texts(String name) {
        List<String> many = values.get(name + "[]");
        return many == null
                ? text(name).map(text -> Arrays.asList(text.split(",", -1)))
                : Optional.of(List.copyOf(many));
    }

    /** The parameters {@code name[member]}, by member, in their order. */
    public Map<String, String> members(String name) {
        Map<String, String> members = new LinkedHashMap<>();
        values.forEach((key, sent) -> {
            if (key.startsWith(name + "[") && key.endsWith("]") && key.length() > name.length() + 2) {
                members.put(key.substring(name.length() + 1, key.length() - 1), sent.getFirst());
            }
        });
        return members;
    }

    /**
     * Refuses filters that are Keygen's and are not here: whoever sends one would take a longer list for what was asked for.
     *
     * @throws Failure 400 that names the first
     */
    public void refuse(String... names) {
        for (String name : names) {
            if (text(name).isPresent() || !members(name).isEmpty() || values.containsKey(name + "[]")) {
                throw Failure.badParameter(name, "this list is not filtered by it here", "NOT_SUPPORTED");
            }
        }
    }

    public Optional<Integer> number(String name) {
        return text(name).map(text -> {
            if (!text.matches(NUMBER)) {
                throw Failure.badParameter(name, "type mismatch (received string expected integer)", null);
            }
            return Integer.valueOf(text);
        });
    }

    public Optional<Boolean> flag(String name) {
        return text(name).map(text -> switch (text) {
            case "true", "1", "t" -> true;
            case "false", "0", "f" -> false;
            default -> throw Failure.badParameter(name, "type mismatch (received string expected boolean)", null);
        });
    }

    /** An id; a text that is none finds nothing, so that it becomes an id that nothing has. */
    public Optional<UUID> id(String name) {
        return text(name).map(text -> Ids.parse(text).orElse(new UUID(0, 0)));
    }
}

package dev.marque.cli.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One operation of the API.
 *
 * @param id its {@code operationId}
 * @param path with its parameters in braces
 * @param body the fields of its JSON body; empty if it has none
 * @param repeatable whether it takes an {@code Idempotency-Key}
 * @param conditional whether it takes {@code If-Match}
 */
public record Operation(
        String id,
        String method,
        String path,
        String summary,
        String description,
        List<Parameter> query,
        List<Parameter> body,
        Answer answer,
        Caller caller,
        boolean repeatable,
        boolean conditional) {

    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z]+)}");

    public Operation {
        query = List.copyOf(query);
        body = List.copyOf(body);
    }

    /** The names of the parameters in the path, from left to right. */
    public List<String> variables() {
        List<String> names = new ArrayList<>();
        Matcher matcher = VARIABLE.matcher(path);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** The part of the path that a parameter follows: {@code licenses} for the id in {@code /api/v1/licenses/{id}}. */
    public String collectionOf(String variable) {
        String before = path.substring(0, path.indexOf("/{" + variable + "}"));
        return before.substring(before.lastIndexOf('/') + 1);
    }
}

package dev.marque.keygen.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a call.
 *
 * @param code stable, in capitals; null where Keygen has none
 * @param place where it is wrong; null for the call as a whole
 */
public record Fault(
        String title,
        String detail,
        @Nullable String code,
        @Nullable Place place) {

    /** A place in a call. */
    public sealed interface Place permits Pointer, Parameter, Header {}

    /** @param pointer JSON pointer into the body */
    public record Pointer(String pointer) implements Place {}

    /** @param name of a query parameter */
    public record Parameter(String name) implements Place {}

    /** @param name of a header */
    public record Header(String name) implements Place {}

    /** As it stands in an error document. */
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("title", title);
        json.put("detail", detail);
        if (code != null) {
            json.put("code", code);
        }
        switch (place) {
            case null -> {
                // About the call as a whole.
            }
            case Pointer(var pointer) -> json.put("source", Map.of("pointer", pointer));
            case Parameter(var name) -> json.put("source", Map.of("parameter", name));
            case Header(var name) -> json.put("source", Map.of("header", name));
        }
        return json;
    }
}

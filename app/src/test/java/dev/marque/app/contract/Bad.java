package dev.marque.app.contract;

import org.jspecify.annotations.Nullable;

/**
 * Input that is refused.
 *
 * @param json the body instead of the good one; null to keep the good one
 * @param query appended to the path
 * @param place the pointer or the parameter that the problem names
 */
record Bad(@Nullable String json, String query, String place) {

    static Bad body(String json, String pointer) {
        return new Bad(json, "", pointer);
    }

    static Bad query(String query, String parameter) {
        return new Bad(null, "?" + query, parameter);
    }
}

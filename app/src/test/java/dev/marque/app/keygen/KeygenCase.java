package dev.marque.app.keygen;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one route promises: that it works, and what it refuses. Addresses and bodies are filled in with a {@link KeygenScene}. */
final class KeygenCase {

    /** @param place the pointer or parameter that the error names */
    record Bad(@Nullable String json, String query, String place) {}

    final String route;
    String path;
    int status = 200;

    @Nullable String json;

    final List<Bad> bad = new ArrayList<>();

    @Nullable String noBadInput;

    @Nullable String noOtherTenant;

    /** Whether it leaves things otherwise than they were, so that the next needs new ones. */
    boolean changes;

    private KeygenCase(String route, String path) {
        this.route = route;
        this.path = path;
    }

    /** @param path with {@code $kind} for ids */
    static KeygenCase of(String route, String path) {
        return new KeygenCase(route, path);
    }

    KeygenCase sends(String body) {
        this.json = body;
        return this;
    }

    KeygenCase answers(int expected) {
        this.status = expected;
        return this;
    }

    KeygenCase refuses(String body, String pointer) {
        bad.add(new Bad(body, "", pointer));
        return this;
    }

    KeygenCase refusesQuery(String query, String parameter) {
        bad.add(new Bad(null, "?" + query, parameter));
        return this;
    }

    KeygenCase takesNoInput() {
        noBadInput = "it is all in the address";
        return this;
    }

    KeygenCase concernsNobodyElse(String because) {
        noOtherTenant = because;
        return this;
    }

    KeygenCase changing() {
        changes = true;
        return this;
    }

    String method() {
        return route.substring(0, route.indexOf(' '));
    }
}

package dev.marque.app.keygen;

import java.util.ArrayList;
import java.util.List;

/** The promises of some routes, and what they are made of. */
abstract class CaseList {

    static final String NO_TYPE = "{\"data\": {\"attributes\": {}}}";
    static final String TYPE = "/data/type";

    private final List<KeygenCase> all = new ArrayList<>();

    final List<KeygenCase> all() {
        return List.copyOf(all);
    }

    final KeygenCase add(String route, String path) {
        KeygenCase made = KeygenCase.of(route, path);
        all.add(made);
        return made;
    }

    final void list(String template, String path) {
        KeygenCase made = add("GET " + template, path).refusesQuery("limit=0", "limit");
        if (!path.contains("$")) {
            made.concernsNobodyElse("whoever asks sees their own");
        }
    }

    final void show(String template, String path) {
        add("GET " + template, path).takesNoInput();
    }

    final void update(String template, String path, String type, String attributes) {
        for (String method : List.of("PATCH", "PUT")) {
            add(method + " " + template, path).sends(document(type, attributes)).refuses(NO_TYPE, TYPE);
        }
    }

    final void remove(String template, String path) {
        add("DELETE " + template, path).answers(204).takesNoInput().changing();
    }

    static String document(String type, String attributes) {
        return "{\"data\": {\"type\": \"" + type + "\", \"attributes\": {" + attributes + "}}}";
    }

    static String document(String type, String attributes, String relation, String relatedType, String id) {
        return "{\"data\": {\"type\": \"" + type + "\", \"attributes\": {" + attributes + "}, \"relationships\": {\""
                + relation + "\": " + one(relatedType, id) + "}}}";
    }

    static String one(String type, String id) {
        return "{\"data\": {\"type\": \"" + type + "\", \"id\": \"" + id + "\"}}";
    }

    static String many(String type, String id) {
        return "{\"data\": [{\"type\": \"" + type + "\", \"id\": \"" + id + "\"}]}";
    }
}

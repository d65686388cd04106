package dev.marque.examples.notepad;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What Marque answered; fields that are absent read as empty. */
record Answer(Map<String, ? extends @Nullable Object> fields) {

    String text(String name) {
        return fields.get(name) instanceof String text ? text : "";
    }

    boolean yes(String name) {
        return Boolean.TRUE.equals(fields.get(name));
    }

    /** What the license includes. */
    Set<String> features() {
        return fields.get("license") instanceof Map<?, ?> license ? texts(license.get("features")) : Set.of();
    }

    static Set<String> texts(@Nullable Object list) {
        Set<String> texts = new TreeSet<>();
        if (list instanceof Collection<?> items) {
            items.forEach(item -> texts.add(String.valueOf(item)));
        }
        return texts;
    }
}

package dev.marque.cli.doctor;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a check found.
 *
 * @param found in plain words
 * @param advice what to do; empty where nothing is to be done
 */
record Finding(String check, State state, String found, String advice) {

    enum State {
        OK,
        /** Works, but somebody should look at it. */
        WARNING,
        /** Does not work. */
        FAULT
    }

    static Finding ok(String check, String found) {
        return new Finding(check, State.OK, found, "");
    }

    static Finding warning(String check, String found, String advice) {
        return new Finding(check, State.WARNING, found, advice);
    }

    static Finding fault(String check, String found, String advice) {
        return new Finding(check, State.FAULT, found, advice);
    }

    Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("state", state.name().toLowerCase(Locale.ROOT));
        fields.put("check", check);
        fields.put("found", found);
        fields.put("advice", advice.isEmpty() ? null : advice);
        return fields;
    }
}

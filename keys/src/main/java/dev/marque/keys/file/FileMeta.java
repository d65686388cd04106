package dev.marque.keys.file;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The times in a file's {@code meta}. */
record FileMeta(Instant issued, @Nullable Instant expiry) {

    /** In a file's {@code meta}: the fingerprints of the machines that it is limited to. */
    static final String MACHINES = "fingerprints";

    /** The machines that a file is limited to; none when it is for any. What is no list of texts admits nobody. */
    static Set<String> machines(Map<String, ? extends @Nullable Object> payload) {
        Object named = payload.get("meta") instanceof Map<?, ?> meta ? meta.get(MACHINES) : null;
        if (named == null) {
            return Set.of();
        }
        Set<String> machines = new HashSet<>();
        for (Object one : named instanceof List<?> list && !list.isEmpty() ? list : List.of("")) {
            machines.add(String.valueOf(one));
        }
        return Collections.unmodifiableSet(machines);
    }

    /** Nothing when the payload does not carry both, the expiry perhaps as null. */
    static Optional<FileMeta> of(Map<String, ? extends @Nullable Object> payload) {
        if (!(payload.get("meta") instanceof Map<?, ?> meta)
                || !(meta.get("issued") instanceof String issued)
                || !meta.containsKey("expiry")) {
            return Optional.empty();
        }
        Object expiry = meta.get("expiry");
        if (expiry != null && !(expiry instanceof String)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new FileMeta(Instant.parse(issued), expiry instanceof String text ? Instant.parse(text) : null));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

package dev.marque.keys.file;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The times in a file's {@code meta}. */
record FileMeta(Instant issued, @Nullable Instant expiry) {

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

package dev.marque.app.fuzz;

import dev.marque.app.openapi.Document.Described;
import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param headers names and values by turns
 */
record FuzzRequest(
        Described operation,
        String caller,
        Api as,
        String path,
        @Nullable String body,
        String mediaType,
        List<String> headers) {

    Answer send() {
        byte[] bytes = body == null ? null : body.getBytes(StandardCharsets.UTF_8);
        return as.send(method(), path, bytes, mediaType, headers.toArray(String[]::new));
    }

    private String method() {
        return operation.method().toUpperCase(Locale.ROOT);
    }

    /** Without its credentials. */
    @Override
    public String toString() {
        String shown = body == null ? "" : body.substring(0, Math.min(600, body.length()));
        return "%s by %s: %s %s %s %s %s".formatted(operation.id(), caller, method(), path, headers, mediaType, shown);
    }
}

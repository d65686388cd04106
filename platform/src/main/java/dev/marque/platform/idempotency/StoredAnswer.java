package dev.marque.platform.idempotency;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it was given, to be given again.
 *
 * @param headers those that belong to the answer, its media type among them
 * @param body the bytes that were sent; null for an answer without one
 */
public record StoredAnswer(int status, Map<String, String> headers, byte @Nullable [] body) {

    public StoredAnswer {
        headers = Map.copyOf(headers);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredAnswer that
                && status == that.status
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(status, headers, Arrays.hashCode(body));
    }

    /** Without the body, which may hold a secret. */
    @Override
    public String toString() {
        return "StoredAnswer[" + status + "]";
    }
}

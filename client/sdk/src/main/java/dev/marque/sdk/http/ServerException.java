package dev.marque.sdk.http;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** There is no answer that can be believed. Nothing is refused because of it: what was known before goes on to count. */
public final class ServerException extends IOException {

    private static final long serialVersionUID = 1;

    /** Why there is none. */
    public enum Kind {
        /** No connection, or no answer in time. */
        UNREACHABLE,
        /** Too many calls, or the server cannot answer now. */
        BUSY,
        /** The server answers with a problem, which is not signed. */
        PROBLEM,
        /** An answer that the vendor did not sign, or not for this question. */
        NOT_BELIEVED
    }

    private final Kind kind;
    private final @Nullable Duration retryAfter;

    ServerException(Kind kind, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    static ServerException unreachable(Throwable cause) {
        String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new ServerException(Kind.UNREACHABLE, "The license server cannot be reached: " + why, null, cause);
    }

    static ServerException tookTooLong(Duration limit) {
        return new ServerException(
                Kind.UNREACHABLE, "The license server has not answered within " + limit.toMillis() + " ms", null, null);
    }

    public Kind kind() {
        return kind;
    }

    /** How long the server asks to be left alone; null when it does not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}

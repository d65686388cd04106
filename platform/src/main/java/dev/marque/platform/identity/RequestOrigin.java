package dev.marque.platform.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a call came from, for the audit trail.
 *
 * @param requestId the id that the answer and the log lines of this call carry
 * @param address the client's network address; null for Marque's own jobs
 * @param userAgent what the client calls itself, at most 200 characters
 * @param session the sign-in that the call belongs to; null for a call without one
 */
public record RequestOrigin(
        String requestId,
        @Nullable String address,
        @Nullable String userAgent,
        @Nullable UUID session) {

    private static final int MAX_USER_AGENT_LENGTH = 200;

    public RequestOrigin {
        if (userAgent != null && userAgent.length() > MAX_USER_AGENT_LENGTH) {
            userAgent = userAgent.substring(0, MAX_USER_AGENT_LENGTH);
        }
    }

    public RequestOrigin(String requestId, @Nullable String address, @Nullable String userAgent) {
        this(requestId, address, userAgent, null);
    }

    /** The same call, now that its sign-in is known. */
    public RequestOrigin in(UUID knownSession) {
        return new RequestOrigin(requestId, address, userAgent, knownSession);
    }

    /** The origin of work that Marque does on its own. */
    public static RequestOrigin internal(String requestId) {
        return new RequestOrigin(requestId, null, null);
    }
}

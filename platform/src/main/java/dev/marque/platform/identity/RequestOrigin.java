package dev.marque.platform.identity;

import org.jspecify.annotations.Nullable;

/**
 * Where a call came from, for the audit trail.
 *
 * @param requestId the id that the answer and the log lines of this call carry
 * @param address the client's network address; null for Marque's own jobs
 * @param userAgent what the client calls itself, at most 200 characters
 */
public record RequestOrigin(
        String requestId,
        @Nullable String address,
        @Nullable String userAgent) {

    private static final int MAX_USER_AGENT_LENGTH = 200;

    public RequestOrigin {
        if (userAgent != null && userAgent.length() > MAX_USER_AGENT_LENGTH) {
            userAgent = userAgent.substring(0, MAX_USER_AGENT_LENGTH);
        }
    }

    /** The origin of work that Marque does on its own. */
    public static RequestOrigin internal(String requestId) {
        return new RequestOrigin(requestId, null, null);
    }
}

package dev.marque.platform.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One sign-in of one person.
 *
 * @param lastUsedAt when it last got new tokens; an access token's use is noticed within its 15 minutes
 * @param address where its tokens were last sent; null if unknown
 * @param userAgent what the client called itself then, at most 200 characters
 * @param endedAt since when its tokens are refused; null while they are taken
 */
public record Session(
        UUID id,
        UUID userId,
        Instant startedAt,
        Instant lastUsedAt,
        @Nullable String address,
        @Nullable String userAgent,
        @Nullable Instant endedAt,
        @Nullable EndReason endReason) {

    /** Why a sign-in ended before its time. */
    public enum EndReason {
        SIGNED_OUT,
        REVOKED,
        /** A refresh token came twice: one of the two who had it was a thief. */
        REFRESH_TOKEN_REUSED,
        PASSWORD_CHANGED,
        USER_DISABLED
    }
}

package dev.marque.platform.identity.invitation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is asked to join the staff.
 *
 * @param invitedBy who asked, as shown in the audit trail
 * @param expiresAt from when on it cannot be accepted
 * @param acceptedAt null while it was not
 * @param revokedAt null while it was not
 */
public record Invitation(
        UUID id,
        String email,
        List<String> roles,
        String invitedBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant revokedAt) {

    public Invitation {
        roles = List.copyOf(roles);
    }

    boolean isOpen() {
        return acceptedAt == null && revokedAt == null;
    }

    /** An invitation with the token that is shown only now. */
    public record Issued(Invitation invitation, String token) {

        @Override
        public String toString() {
            return "Issued[" + invitation + "]";
        }
    }
}

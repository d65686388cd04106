package dev.marque.licensing.license;

import dev.marque.keys.validation.LicenseState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a license stands at a moment: what people decided, and what time did to it. Derived, never stored. */
public enum LicenseStatus {
    ACTIVE,
    IN_GRACE,
    EXPIRED,
    SUSPENDED,
    REVOKED,
    ARCHIVED;

    static LicenseStatus of(
            LicenseState state, @Nullable Instant expiresAt, @Nullable Instant graceEndsAt, Instant now) {
        return switch (state) {
            case SUSPENDED -> SUSPENDED;
            case REVOKED -> REVOKED;
            case ARCHIVED -> ARCHIVED;
            case ACTIVE -> {
                if (expiresAt == null || now.isBefore(expiresAt)) {
                    yield ACTIVE;
                }
                yield graceEndsAt != null && now.isBefore(graceEndsAt) ? IN_GRACE : EXPIRED;
            }
        };
    }
}

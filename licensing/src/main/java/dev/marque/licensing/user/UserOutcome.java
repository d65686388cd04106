package dev.marque.licensing.user;

import dev.marque.keys.validation.Code;
import dev.marque.licensing.license.License;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call about a named user.
 *
 * @param licenseCode how the license stands, machines, leases and users left aside
 * @param user the one that the call was about, as they are now; null if there is none
 * @param seats as they are now; null if the license has no named users
 * @param token with which an invitation is accepted: told this once, only its hash is kept; null unless somebody was
 *     invited
 */
public record UserOutcome(
        UserCode code,
        String detail,
        Code licenseCode,
        License license,
        @Nullable NamedUser user,
        @Nullable SeatCount seats,
        @Nullable String token,
        Instant at) {

    UserOutcome withToken(String secret) {
        return new UserOutcome(code, detail, licenseCode, license, user, seats, secret, at);
    }

    @Override
    public String toString() {
        return "UserOutcome[" + code + "]";
    }
}

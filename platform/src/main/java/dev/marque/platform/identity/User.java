package dev.marque.platform.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A member of a tenant's staff, without the password.
 *
 * @param secondFactor whether a code is asked for at sign-in, too
 * @param disabledAt since when the person cannot sign in; null while that is possible
 */
public record User(
        UUID id,
        String email,
        String name,
        List<String> roles,
        boolean secondFactor,
        Instant createdAt,
        @Nullable Instant disabledAt) {

    public User {
        roles = List.copyOf(roles);
    }

    /** With other roles. */
    public User withRoles(List<String> others) {
        return new User(id, email, name, others, secondFactor, createdAt, disabledAt);
    }

    public boolean isAdministrator() {
        return roles.contains(BuiltInRole.ADMINISTRATOR.code());
    }
}

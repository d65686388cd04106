package dev.marque.platform.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A member of a tenant's staff, without the password. */
public record User(UUID id, String email, String name, List<String> roles, Instant createdAt) {

    public User {
        roles = List.copyOf(roles);
    }
}

package dev.marque.platform.access;

import dev.marque.platform.identity.Reach;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What its holders may do, and on which records.
 *
 * @param code by which users name it; never changes
 * @param builtIn whether it comes with Marque, and so cannot be changed
 */
public record Role(
        UUID id,
        String code,
        String name,
        List<String> permissions,
        Reach reach,
        boolean builtIn,
        Instant createdAt,
        Instant updatedAt) {

    public Role {
        permissions = permissions.stream().distinct().sorted().toList();
    }
}

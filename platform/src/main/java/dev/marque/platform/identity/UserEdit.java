package dev.marque.platform.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is changed of a member of staff.
 *
 * @param name null leaves it
 * @param roles all that the person has from now on; null leaves them
 */
public record UserEdit(@Nullable String name, @Nullable List<String> roles) {

    public UserEdit {
        roles = roles == null ? null : List.copyOf(roles);
    }

    User applyTo(User user) {
        return new User(
                user.id(),
                user.email(),
                name == null ? user.name() : name,
                roles == null ? user.roles() : roles,
                user.secondFactor(),
                user.createdAt(),
                user.disabledAt());
    }
}

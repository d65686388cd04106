package dev.marque.platform.identity;

import java.util.Set;

/**
 * Something that one may be allowed to do. Rooms contribute theirs through {@link PermissionSource}.
 *
 * @param code {@code <records>.<verb>}, stable: roles and scopes of API keys store it
 * @param description what it allows, for the person who grants it
 * @param roles the built-in roles that have it
 */
public record Permission(String code, String description, Set<BuiltInRole> roles) {

    public Permission {
        if (!code.matches("[a-z-]+\\.[a-z-]+")) {
            throw new IllegalArgumentException("a permission is <records>.<verb>, not " + code);
        }
        roles = Set.copyOf(roles);
    }
}

package dev.marque.platform.identity;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Every permission of every room. Immutable. */
public final class Permissions {

    private final SortedMap<String, Permission> byCode = new TreeMap<>();

    /** @throws IllegalArgumentException if two rooms use one code */
    public Permissions(Iterable<PermissionSource> rooms) {
        for (PermissionSource room : rooms) {
            for (Permission permission : room.permissions()) {
                if (byCode.put(permission.code(), permission) != null) {
                    throw new IllegalArgumentException("two rooms have the permission " + permission.code());
                }
            }
        }
    }

    /** All of them, by code. */
    public Collection<Permission> all() {
        return List.copyOf(byCode.values());
    }

    public Optional<Permission> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** What a built-in role may do. */
    public Set<String> of(BuiltInRole role) {
        return byCode.values().stream()
                .filter(permission -> permission.roles().contains(role))
                .map(Permission::code)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What may be granted to people and API keys: all but what only installations use. */
    public List<String> grantable() {
        return byCode.values().stream()
                .filter(permission -> permission.roles().stream().anyMatch(role -> role != BuiltInRole.LICENSE_HOLDER))
                .map(Permission::code)
                .toList();
    }

    /**
     * Whether the permission may go with a reach narrower than {@link Reach#ALL}: whether what it opens looks at the
     * reach. That is so if some built-in role of narrower reach has it; a permission that nobody thought about is not.
     */
    public boolean isScoped(String code) {
        return find(code).stream()
                .flatMap(permission -> permission.roles().stream())
                .anyMatch(role -> role.reach() != Reach.ALL);
    }
}

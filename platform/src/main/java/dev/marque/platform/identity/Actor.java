package dev.marque.platform.identity;

import dev.marque.platform.tenant.TenantId;
import java.util.Set;
import java.util.UUID;

/**
 * Who is doing something, in which tenant, and what they may do. Every service method that reads or changes data of a
 * tenant takes the actor first: there is no way to touch data without saying on whose behalf.
 *
 * @param id the user, API key or license; for {@link Kind#SYSTEM} the tenant
 * @param name shown in the audit trail
 * @param permissions what the actor may do, by code
 */
public record Actor(TenantId tenant, Kind kind, UUID id, String name, Set<String> permissions, RequestOrigin origin) {

    /** What kind of caller it is. */
    public enum Kind {
        USER,
        API_KEY,
        LICENSE,
        SYSTEM
    }

    public Actor {
        permissions = Set.copyOf(permissions);
    }

    /** Marque itself, at start-up or in a job. */
    public static Actor system(TenantId tenant, String name) {
        return new Actor(tenant, Kind.SYSTEM, tenant.value(), name, Set.of(), RequestOrigin.internal(name));
    }

    /** Marque itself, because of a call that nobody is signed in for yet. */
    public static Actor system(TenantId tenant, String name, RequestOrigin origin) {
        return new Actor(tenant, Kind.SYSTEM, tenant.value(), name, Set.of(), origin);
    }

    /** A program that presented an API key. */
    public static Actor apiKey(TenantId tenant, UUID key, String name, Set<String> permissions, RequestOrigin origin) {
        return new Actor(tenant, Kind.API_KEY, key, name, permissions, origin);
    }

    public boolean may(String permission) {
        return permissions.contains(permission);
    }
}

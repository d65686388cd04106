package dev.marque.platform.identity;

import dev.marque.platform.tenant.EnvironmentCode;
import dev.marque.platform.tenant.TenantEnvironment;
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
 * @param scope on which records
 * @param enrolling whether the tenant demands a second factor that this sign-in lacks: then all that the actor may do is
 *     set one up
 * @param environment in which the actor reads and writes what belongs to environments
 */
public record Actor(
        TenantId tenant,
        Kind kind,
        UUID id,
        String name,
        Set<String> permissions,
        RecordScope scope,
        RequestOrigin origin,
        boolean enrolling,
        EnvironmentCode environment) {

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

    public Actor(
            TenantId tenant,
            Kind kind,
            UUID id,
            String name,
            Set<String> permissions,
            RecordScope scope,
            RequestOrigin origin) {
        this(tenant, kind, id, name, permissions, scope, origin, false, EnvironmentCode.PRODUCTION);
    }

    /** Somebody of whom nothing is known that would let them reach more than their own records. */
    public Actor(TenantId tenant, Kind kind, UUID id, String name, Set<String> permissions, RequestOrigin origin) {
        this(tenant, kind, id, name, permissions, RecordScope.own(id), origin);
    }

    /** Marque itself, at start-up or in a job. */
    public static Actor system(TenantId tenant, String name) {
        RecordScope everything = RecordScope.all(tenant.value());
        return new Actor(tenant, Kind.SYSTEM, tenant.value(), name, Set.of(), everything, RequestOrigin.internal(name));
    }

    /** Marque itself, on behalf of a caller who has not proved to be anybody. */
    public static Actor system(TenantId tenant, String name, RequestOrigin origin) {
        return new Actor(tenant, Kind.SYSTEM, tenant.value(), name, Set.of(), RecordScope.all(tenant.value()), origin);
    }

    /** A program that presented an API key. */
    public static Actor apiKey(
            TenantId tenant, UUID key, String name, Set<String> permissions, RecordScope scope, RequestOrigin origin) {
        return new Actor(tenant, Kind.API_KEY, key, name, permissions, scope, origin);
    }

    /** The same person, whose sign-in lacks the second factor that the tenant demands. */
    Actor untilEnrolled() {
        return new Actor(
                tenant,
                kind,
                id,
                name,
                Set.of(PeoplePermissions.PROFILE_WRITE),
                RecordScope.own(id),
                origin,
                true,
                environment);
    }

    /** Marque itself, in one environment. */
    public static Actor system(TenantEnvironment where, String name) {
        return system(where.tenant(), name).in(where.environment());
    }

    /** The same, in another environment. */
    public Actor in(EnvironmentCode other) {
        return new Actor(tenant, kind, id, name, permissions, scope, origin, enrolling, other);
    }

    /** Where the records are that the actor reads and writes. */
    public TenantEnvironment where() {
        return new TenantEnvironment(tenant, environment);
    }

    public boolean may(String permission) {
        return permissions.contains(permission);
    }
}

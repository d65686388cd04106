package dev.marque.platform.identity;

import static dev.marque.platform.identity.BuiltInRole.ADMINISTRATOR;
import static dev.marque.platform.identity.BuiltInRole.LICENSE_HOLDER;
import static dev.marque.platform.identity.BuiltInRole.OPERATOR;
import static dev.marque.platform.identity.BuiltInRole.SUPPORT;

import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the platform itself lets people do. */
@Singleton
public class PlatformPermissions implements PermissionSource {

    public static final String PROFILE_READ = "profile.read";
    public static final String USERS_READ = "users.read";
    public static final String USERS_WRITE = "users.write";
    public static final String API_KEYS_READ = "api-keys.read";
    public static final String API_KEYS_WRITE = "api-keys.write";
    public static final String AUDIT_READ = "audit.read";
    public static final String EVENTS_READ = "events.read";

    @Override
    public List<Permission> permissions() {
        Set<BuiltInRole> people = EnumSet.complementOf(EnumSet.of(LICENSE_HOLDER));
        Set<BuiltInRole> staff = Set.of(ADMINISTRATOR, SUPPORT, OPERATOR);
        Set<BuiltInRole> administrators = Set.of(ADMINISTRATOR, OPERATOR);
        return List.of(
                new Permission(PROFILE_READ, "See who one is signed in as, and what one may do", people),
                new Permission(USERS_READ, "See the staff and their roles", staff),
                new Permission(USERS_WRITE, "Add staff", administrators),
                new Permission(API_KEYS_READ, "See API keys, without their secrets", administrators),
                new Permission(API_KEYS_WRITE, "Create and revoke API keys", administrators),
                new Permission(AUDIT_READ, "Read the audit trail", administrators),
                new Permission(EVENTS_READ, "Read events", administrators));
    }
}

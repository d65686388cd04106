package dev.marque.platform.identity;

import static dev.marque.platform.identity.BuiltInRole.ADMINISTRATOR;
import static dev.marque.platform.identity.BuiltInRole.SUPPORT;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** What everybody who signs in may do with their own account. */
@Singleton
public class PeoplePermissions implements PermissionSource {

    public static final String PROFILE_WRITE = "profile.write";

    @Override
    public List<Permission> permissions() {
        return List.of(new Permission(
                PROFILE_WRITE,
                "Change one's own password and second factor, and end one's own sign-ins",
                Set.of(ADMINISTRATOR, SUPPORT)));
    }
}

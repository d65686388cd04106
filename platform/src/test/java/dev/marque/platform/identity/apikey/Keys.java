package dev.marque.platform.identity.apikey;

import dev.marque.kernel.id.Ids;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.CredentialDirectory;
import dev.marque.platform.identity.Permissions;
import dev.marque.platform.identity.Roles;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Makes API keys and lets them in, for tests of other rooms. */
public final class Keys {

    public final ApiKeys apiKeys;
    public final ApiKeyAuthenticator authenticator;

    public Keys(
            Database database,
            CredentialDirectory directory,
            Roles roles,
            Permissions permissions,
            ChangeLog changes,
            SecureRandom random,
            InstantSource clock,
            Ids ids) {
        KeyOwners owners = new KeyOwners(roles);
        apiKeys = new ApiKeys(database, directory, owners, permissions, changes, random, clock, ids);
        authenticator = new ApiKeyAuthenticator(directory, database, owners, new KeyUses(database, clock), clock);
    }
}

package dev.marque.platform.identity.apikey;

import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.Authenticator;
import dev.marque.platform.identity.Credential;
import dev.marque.platform.identity.CredentialDirectory;
import dev.marque.platform.identity.CredentialDirectory.Entry;
import dev.marque.platform.identity.CredentialDirectory.Kind;
import dev.marque.platform.identity.RequestOrigin;
import dev.marque.platform.secrets.Tokens;
import dev.marque.platform.tenant.EnvironmentCode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes API keys. A caller who is refused is not told why: that the key is right and the address wrong would tell a
 * thief what to try next. The log tells, for the vendor's sake.
 */
@Singleton
public class ApiKeyAuthenticator implements Authenticator {

    private static final System.Logger LOG = System.getLogger(ApiKeyAuthenticator.class.getName());

    private record Accepted(ApiKey key, KeyOwners.Grip grip) {}

    private final CredentialDirectory directory;
    private final Database database;
    private final KeyOwners owners;
    private final KeyUses uses;
    private final InstantSource clock;

    @Inject
    ApiKeyAuthenticator(
            CredentialDirectory directory, Database database, KeyOwners owners, KeyUses uses, InstantSource clock) {
        this.directory = directory;
        this.database = database;
        this.owners = owners;
        this.uses = uses;
        this.clock = clock;
    }

    @Override
    public boolean takes(Credential credential) {
        return credential.scheme().equals("bearer") && ApiKeyText.isKey(credential.value());
    }

    @Override
    public Optional<Actor> authenticate(Credential credential, RequestOrigin origin) {
        return directory.find(Kind.API_KEY, Tokens.sha256(credential.value())).stream()
                .findFirst()
                .flatMap(entry -> authenticate(entry, origin));
    }

    private Optional<Actor> authenticate(Entry entry, RequestOrigin origin) {
        Optional<Accepted> accepted =
                database.inTenant(entry.tenantId(), transaction -> ApiKeyRows.find(transaction, entry.subjectId())
                        .filter(key -> key.isUsable(clock.instant()))
                        .filter(key -> isAllowedFrom(key, origin.address()))
                        .flatMap(key -> owners.grip(transaction, key).map(grip -> new Accepted(key, grip))));
        accepted.ifPresent(use -> uses.note(entry.tenantId(), use.key(), origin.address()));
        return accepted.map(use -> Actor.apiKey(
                        entry.tenantId(),
                        use.key().id(),
                        use.key().name(),
                        use.grip().permissions(),
                        use.grip().scope(),
                        origin)
                .in(new EnvironmentCode(use.key().environment())));
    }

    private static boolean isAllowedFrom(ApiKey key, @Nullable String address) {
        boolean allowed = key.isAllowedFrom(address);
        if (!allowed) {
            LOG.log(Level.INFO, "API key {0} was presented from {1}, which is none of its networks", key.id(), address);
        }
        return allowed;
    }
}

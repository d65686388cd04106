package dev.marque.licensing.license;

import dev.marque.keys.license.LicenseKeys;
import dev.marque.keys.validation.LicenseState;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.Authenticator;
import dev.marque.platform.identity.BuiltInRole;
import dev.marque.platform.identity.Credential;
import dev.marque.platform.identity.CredentialDirectory;
import dev.marque.platform.identity.CredentialDirectory.Entry;
import dev.marque.platform.identity.CredentialDirectory.Kind;
import dev.marque.platform.identity.Permissions;
import dev.marque.platform.identity.RecordScope;
import dev.marque.platform.identity.RequestOrigin;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * Lets installations call with their license key: {@code Authorization: License <key>}. A suspended, revoked or expired
 * license gets in, to be told so in a signed answer; only an archived one is nobody any more. Thread-safe.
 */
@Singleton
public class LicenseKeyAuthenticator implements Authenticator {

    private static final String SCHEME = "license";

    private final CredentialDirectory directory;
    private final Database database;
    private final InstantSource clock;
    private final Set<String> holder;

    @Inject
    public LicenseKeyAuthenticator(
            CredentialDirectory directory, Database database, InstantSource clock, Permissions permissions) {
        this.directory = directory;
        this.database = database;
        this.clock = clock;
        this.holder = permissions.of(BuiltInRole.LICENSE_HOLDER);
    }

    @Override
    public boolean takes(Credential credential) {
        return credential.scheme().equals(SCHEME);
    }

    @Override
    public Optional<Actor> authenticate(Credential credential, RequestOrigin origin) {
        byte[] hash = LicenseKeys.lookupHash(credential.value());
        return directory.find(Kind.LICENSE_KEY, hash).stream().findFirst().flatMap(entry -> load(entry, hash, origin));
    }

    private record Row(String number, LicenseState state) {}

    private Optional<Actor> load(Entry entry, byte[] hash, RequestOrigin origin) {
        return database.inEnvironment(entry.where(), transaction -> transaction
                        .createQuery("""
                                select number, state from licenses l
                                where l.id = :id and (l.key_hash = :hash or exists (
                                    select from license_former_keys f
                                    where f.license_id = l.id and f.key_hash = :hash and f.ends_at > :now))
                                """)
                        .bind("id", entry.subjectId())
                        .bind("hash", hash)
                        .bind("now", clock.instant())
                        .mapTo(Row.class)
                        .findOne())
                .filter(row -> row.state() != LicenseState.ARCHIVED)
                .map(row -> new Actor(
                                entry.tenantId(),
                                Actor.Kind.LICENSE,
                                entry.subjectId(),
                                row.number(),
                                holder,
                                RecordScope.own(entry.subjectId()),
                                origin)
                        .in(entry.environment()));
    }
}

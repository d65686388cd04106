package dev.marque.licensing.license;

import dev.marque.keys.license.LicenseKeys;
import dev.marque.licensing.license.LicenseHolders.Proved;
import dev.marque.licensing.policy.AuthenticationStrategy;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.Authenticator;
import dev.marque.platform.identity.Credential;
import dev.marque.platform.identity.CredentialDirectory;
import dev.marque.platform.identity.CredentialDirectory.Entry;
import dev.marque.platform.identity.CredentialDirectory.Kind;
import dev.marque.platform.identity.RequestOrigin;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** Lets installations call with their license key: {@code Authorization: License <key>}. Thread-safe. */
@Singleton
public class LicenseKeyAuthenticator implements Authenticator {

    private static final String SCHEME = "license";

    private final CredentialDirectory directory;
    private final Database database;
    private final LicenseHolders holders;
    private final InstantSource clock;

    @Inject
    public LicenseKeyAuthenticator(
            CredentialDirectory directory, Database database, LicenseHolders holders, InstantSource clock) {
        this.directory = directory;
        this.database = database;
        this.holders = holders;
        this.clock = clock;
    }

    @Override
    public boolean takes(Credential credential) {
        return credential.scheme().equals(SCHEME);
    }

    @Override
    public Optional<Actor> authenticate(Credential credential, RequestOrigin origin) {
        byte[] hash = LicenseKeys.lookupHash(credential.value());
        return directory.find(Kind.LICENSE_KEY, hash).stream().findFirst().flatMap(entry -> license(entry, hash)
                .flatMap(license -> holders.admit(entry.where(), license, AuthenticationStrategy::takesKeys, origin)));
    }

    private Optional<Proved> license(Entry entry, byte[] hash) {
        return database.inEnvironment(entry.where(), transaction -> transaction
                .createQuery("select " + LicenseHolders.COLUMNS + """
                         from licenses l
                        where l.id = :id and (l.key_hash = :hash or exists (
                            select from license_former_keys f
                            where f.license_id = l.id and f.key_hash = :hash and f.ends_at > :now))
                        """)
                .bind("id", entry.subjectId())
                .bind("hash", hash)
                .bind("now", clock.instant())
                .mapTo(Proved.class)
                .findOne());
    }
}

package dev.marque.licensing.token;

import dev.marque.licensing.license.LicenseHolders;
import dev.marque.licensing.policy.AuthenticationStrategy;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.Authenticator;
import dev.marque.platform.identity.Credential;
import dev.marque.platform.identity.CredentialDirectory;
import dev.marque.platform.identity.CredentialDirectory.Entry;
import dev.marque.platform.identity.CredentialDirectory.Kind;
import dev.marque.platform.identity.RequestOrigin;
import dev.marque.platform.secrets.Tokens;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Lets installations call with a token of their license: {@code Authorization: Bearer mqt_…}. They are the same actor as
 * with the license key. Thread-safe.
 */
@Singleton
public class LicenseTokenAuthenticator implements Authenticator {

    private final CredentialDirectory directory;
    private final Database database;
    private final LicenseHolders holders;
    private final InstantSource clock;

    @Inject
    public LicenseTokenAuthenticator(
            CredentialDirectory directory, Database database, LicenseHolders holders, InstantSource clock) {
        this.directory = directory;
        this.database = database;
        this.holders = holders;
        this.clock = clock;
    }

    @Override
    public boolean takes(Credential credential) {
        return credential.scheme().equals("bearer") && LicenseTokens.FORM.isOne(credential.value());
    }

    @Override
    public Optional<Actor> authenticate(Credential credential, RequestOrigin origin) {
        return directory.find(Kind.LICENSE_TOKEN, Tokens.sha256(credential.value())).stream()
                .findFirst()
                .flatMap(entry -> authenticate(entry, origin));
    }

    private Optional<Actor> authenticate(Entry entry, RequestOrigin origin) {
        return database.inEnvironment(
                        entry.where(),
                        transaction -> LicenseTokenRows.license(transaction, entry.subjectId(), clock.instant()))
                .flatMap(license -> holders.admit(entry.where(), license, AuthenticationStrategy::takesTokens, origin));
    }
}

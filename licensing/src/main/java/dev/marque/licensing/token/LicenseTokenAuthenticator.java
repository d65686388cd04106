package dev.marque.licensing.token;

import dev.marque.licensing.license.LicenseHolders;
import dev.marque.licensing.license.LicenseHolders.ProvedBy;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.Authenticator;
import dev.marque.platform.identity.Credential;
import dev.marque.platform.identity.RequestOrigin;
import dev.marque.platform.secrets.Tokens;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Lets installations call with a token of their license: {@code Authorization: Bearer mqt_…}. They are the same actor as
 * with the license key. Thread-safe.
 */
@Singleton
public class LicenseTokenAuthenticator implements Authenticator {

    private final LicenseHolders holders;

    @Inject
    public LicenseTokenAuthenticator(LicenseHolders holders) {
        this.holders = holders;
    }

    @Override
    public boolean takes(Credential credential) {
        return credential.scheme().equals("bearer") && LicenseTokens.FORM.isOne(credential.value());
    }

    @Override
    public Optional<Actor> authenticate(Credential credential, RequestOrigin origin) {
        return holders.find(ProvedBy.TOKEN, Tokens.sha256(credential.value()), origin);
    }
}

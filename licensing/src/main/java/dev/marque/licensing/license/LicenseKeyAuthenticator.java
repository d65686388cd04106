package dev.marque.licensing.license;

import dev.marque.keys.license.LicenseKeys;
import dev.marque.licensing.license.LicenseHolders.ProvedBy;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.Authenticator;
import dev.marque.platform.identity.Credential;
import dev.marque.platform.identity.RequestOrigin;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Lets installations call with their license key: {@code Authorization: License <key>}. Thread-safe. */
@Singleton
public class LicenseKeyAuthenticator implements Authenticator {

    private static final String SCHEME = "license";

    private final LicenseHolders holders;

    @Inject
    public LicenseKeyAuthenticator(LicenseHolders holders) {
        this.holders = holders;
    }

    @Override
    public boolean takes(Credential credential) {
        return credential.scheme().equals(SCHEME);
    }

    @Override
    public Optional<Actor> authenticate(Credential credential, RequestOrigin origin) {
        return holders.find(ProvedBy.KEY, LicenseKeys.lookupHash(credential.value()), origin);
    }
}

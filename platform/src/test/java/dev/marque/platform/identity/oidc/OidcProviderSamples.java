package dev.marque.platform.identity.oidc;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Providers for tests of rules. */
final class OidcProviderSamples {

    static final String ISSUER = "https://login.example.com";
    static final String CLIENT = "marque";

    private OidcProviderSamples() {}

    /** What may be called where the operator allows nothing further, but perhaps loopback. */
    static ProviderAddresses addresses(boolean httpOnLoopback) {
        return new ProviderAddresses(httpOnLoopback, List.of(), Set.of(443, 8443));
    }

    static OidcProvider with(@Nullable String groupClaim, @Nullable String defaultRole, GroupRole... mapping) {
        OidcSettings settings = new OidcSettings(
                "Login",
                URI.create(ISSUER),
                CLIENT,
                null,
                null,
                groupClaim,
                List.of(mapping),
                defaultRole,
                true,
                null,
                null,
                null);
        return OidcProvider.of(new UUID(0, 1), settings, false, Instant.EPOCH, Instant.EPOCH);
    }
}

package dev.marque.platform.identity.oidc;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who signed in at a provider, from an ID token that was checked.
 *
 * @param subject the provider's lasting name for the person
 * @param emailVerified whether the provider vouches for the address; null if it does not say
 * @param groups empty also when the provider has no group claim
 */
record VerifiedIdentity(
        String issuer,
        String subject,
        @Nullable String email,
        @Nullable Boolean emailVerified,
        @Nullable String name,
        Set<String> groups) {

    VerifiedIdentity {
        groups = Set.copyOf(groups);
    }

    VerifiedIdentity withGroups(Set<String> others) {
        return new VerifiedIdentity(issuer, subject, email, emailVerified, name, others);
    }

    /** The address, if the provider vouches for it. */
    Optional<String> verifiedEmail() {
        return Boolean.TRUE.equals(emailVerified) ? Optional.ofNullable(email) : Optional.empty();
    }

    /** The address, unless the provider says that it has not verified it. */
    Optional<String> plausibleEmail() {
        return Boolean.FALSE.equals(emailVerified) ? Optional.empty() : Optional.ofNullable(email);
    }
}

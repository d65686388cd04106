package dev.marque.platform.identity.lockout;

import dev.marque.platform.identity.Emails;
import dev.marque.platform.secrets.Tokens;
import java.util.UUID;

/**
 * What is guessed at. Whether it exists plays no part, so that nothing can be learned from a delay.
 *
 * @param hash 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only bound to statements
public record Target(byte[] hash) {

    /** The password of whoever signs in with an address. */
    public static Target password(String email) {
        return new Target(Emails.lookupHash(email));
    }

    /** The second factor of a person. */
    public static Target secondFactor(UUID user) {
        return new Target(Tokens.sha256("second-factor:" + user));
    }
}

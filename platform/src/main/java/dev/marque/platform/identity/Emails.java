package dev.marque.platform.identity;

import dev.marque.platform.secrets.Tokens;
import java.util.Locale;

/** E-mail addresses as names at sign-in: upper and lower case do not matter. */
public final class Emails {

    private Emails() {}

    /** Under which an address is found in the credential directory, 32 bytes. */
    public static byte[] lookupHash(String email) {
        return Tokens.sha256("email:" + email.toLowerCase(Locale.ROOT));
    }
}

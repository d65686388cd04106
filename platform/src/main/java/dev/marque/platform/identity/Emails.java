package dev.marque.platform.identity;

import dev.marque.platform.secrets.Tokens;
import java.util.Locale;

/** E-mail addresses as names at sign-in: upper and lower case do not matter. */
final class Emails {

    private Emails() {}

    static byte[] lookupHash(String email) {
        return Tokens.sha256("email:" + email.toLowerCase(Locale.ROOT));
    }
}

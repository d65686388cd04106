package dev.marque.platform.identity.apikey;

import dev.marque.platform.secrets.MarkedSecret;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * The form of an API key: a {@link MarkedSecret} that begins with {@code mqk_}.
 *
 * <p>Keys made before there was a checksum ({@code mq_} and 43 characters of base64url) stay good.
 */
final class ApiKeyText {

    private static final MarkedSecret FORM = new MarkedSecret("mqk_");
    private static final Pattern OLD_FORM = Pattern.compile("mq_[0-9A-Za-z_-]{43}");

    private ApiKeyText() {}

    static String random(SecureRandom random) {
        return FORM.random(random);
    }

    /** Whether the text can be a key, judged without looking anything up. */
    static boolean isKey(String text) {
        return FORM.isOne(text) || OLD_FORM.matcher(text).matches();
    }

    /** How the key begins, as far as it is shown. The text may be longer, or be no key at all. */
    static String visiblePrefix(String text) {
        return MarkedSecret.visiblePrefix(text);
    }
}

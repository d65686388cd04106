package dev.marque.platform.identity.post;

import dev.marque.platform.identity.token.OneTimeTokens.Purpose;
import dev.marque.platform.tenant.TenantId;
import dev.marque.platform.tenant.Tenants;
import java.net.URI;

/**
 * What letters say. The token stands behind the {@code #} of the link: browsers keep that part to themselves, so it gets
 * into no server's log.
 */
public final class LetterTexts {

    private final Tenants tenants;
    private final String base;

    /** @param publicUrl the address under which people reach this server */
    public LetterTexts(Tenants tenants, URI publicUrl) {
        this.tenants = tenants;
        this.base = publicUrl.toString().replaceAll("/+$", "");
    }

    /** The page at which somebody uses a token. */
    public String link(Purpose purpose, String token) {
        return switch (purpose) {
            case PASSWORD_RESET -> base + "/reset-password#" + token;
            case INVITATION -> base + "/accept-invitation#" + token;
            case SECOND_FACTOR, SWITCH ->
                throw new IllegalArgumentException("a challenge is answered where it was given");
        };
    }

    Letter write(Purpose purpose, TenantId tenant, String to, String token) {
        String name = tenants.get(tenant).name();
        String link = link(purpose, token);
        return switch (purpose) {
            case PASSWORD_RESET -> new Letter(to, "A new password for " + name, """
                        Somebody, probably you, has forgotten the password of %s at %s.

                        Choose a new one here within an hour:
                        %s

                        If it was not you, do nothing: your password stays as it is.
                        """.formatted(to, name, link));
            case INVITATION -> new Letter(to, "Join " + name, """
                        You are invited to the staff of %s.

                        Choose your name and password here within seven days:
                        %s

                        If you do not know what this is about, do nothing.
                        """.formatted(name, link));
            case SECOND_FACTOR, SWITCH -> throw new IllegalArgumentException("a challenge travels in no letter");
        };
    }
}

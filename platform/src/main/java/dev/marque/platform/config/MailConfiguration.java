package dev.marque.platform.config;

import io.smallrye.config.WithDefault;
import java.util.Optional;

/** How letters are sent. */
public interface MailConfiguration {

    @Setting(
            value =
                    "The mail server for invitations and forgotten passwords: `smtp://user:password@host:587` (STARTTLS;"
                            + " user and password may be left out) or `smtps://…`.",
            otherwise = "no letters: whoever invites hands the link over, and forgotten passwords are reset by an"
                    + " administrator",
            secret = true)
    Optional<String> url();

    @Setting("The address from which letters come.")
    @WithDefault("marque@localhost")
    String from();
}

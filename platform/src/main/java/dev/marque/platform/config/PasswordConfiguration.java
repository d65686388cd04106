package dev.marque.platform.config;

import java.nio.file.Path;
import java.util.Optional;

/** What passwords are compared with. */
public interface PasswordConfiguration {

    @Setting(
            value = "A file of leaked passwords that nobody may choose: one SHA-1 in upper-case hexadecimal per line,"
                    + " sorted, as the downloader of Have I Been Pwned writes it. It is searched where it lies, and"
                    + " nothing leaves the machine.",
            otherwise = "none: passwords are only estimated")
    Optional<Path> breachedList();
}

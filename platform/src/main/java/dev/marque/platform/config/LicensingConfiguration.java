package dev.marque.platform.config;

import java.nio.file.Path;
import java.util.Optional;

/** What decides about installations. */
public interface LicensingConfiguration {

    @Setting(
            value =
                    "A file in MaxMind's DB format that tells the countries of network addresses (docs/access-lists.md). A"
                            + " file that is replaced is read again within a minute.",
            otherwise = "none: nothing is known about countries, and no rules about them can be added")
    Optional<Path> countries();
}

package dev.marque.edge;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the administrator at the customer set the server up.
 *
 * @param licenseKey of the one license whose seats it gives; empty until it is set
 * @param licenseFile where the vendor's file lies, and later ones are put
 * @param vendorKeys the vendor's public keys as a JSON Web Key Set, which came with the program
 * @param identity where the server writes its own public key, for the commands that need it
 * @param vendor the address of the vendor's server; empty if it is never reached
 * @param syncEvery how long between two exchanges with it
 * @param sharing how seats are shared here
 */
public record EdgeSettings(
        Optional<String> licenseKey,
        Path licenseFile,
        Path vendorKeys,
        Path identity,
        Optional<URI> vendor,
        Duration syncEvery,
        Sharing sharing) {

    private static final Duration OFTEN = Duration.ofMinutes(1);

    public EdgeSettings {
        if (syncEvery.compareTo(OFTEN) < 0) {
            throw new IllegalArgumentException("a minute or more lies between two exchanges");
        }
    }

    @Override
    public String toString() {
        return "EdgeSettings[" + licenseFile + "]";
    }
}

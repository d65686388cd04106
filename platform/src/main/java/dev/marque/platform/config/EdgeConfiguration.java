package dev.marque.platform.config;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A server at a customer: for processes with the role {@code edge} (docs/edge.md). */
public interface EdgeConfiguration {

    @Setting(
            value = "The license key of the floating license whose seats an edge server gives.",
            otherwise = "none: no seats are given",
            secret = true)
    Optional<String> licenseKey();

    @Setting(
            value = "Where the edge server's license file lies. A file that is replaced is taken within ten seconds.",
            otherwise = "`edge.lic` in the data folder")
    Optional<Path> licenseFile();

    @Setting(
            value = "The vendor's public keys, which came with the program: what the vendor's server shows under"
                    + " `/.well-known/jwks.json`.",
            otherwise = "`vendor-keys.json` in the data folder")
    Optional<Path> vendorKeys();

    @Setting(
            value =
                    "The address of the vendor's server, to which the edge server tells usage by the hour, and from which it"
                            + " takes new license files.",
            otherwise = "none: files are brought")
    Optional<URI> vendorUrl();

    @Setting("How long after one exchange with the vendor's server the next one follows: a minute or more.")
    @WithDefault("PT1H")
    Duration syncEvery();

    @Setting(
            value = "Who of those that wait for a seat comes first: `fifo`, `lifo` or `random`.",
            otherwise = "as the license says")
    Optional<String> order();

    @Setting(
            value = "Groups with seats set aside for them, or a most, as `name[:reserved[:max]]`, separated by commas:"
                    + " `design:2:5,build::3`.",
            otherwise = "those of the license")
    Optional<String> groups();
}

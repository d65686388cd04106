package dev.marque.platform.config;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sign-in through OpenID Connect providers. */
public interface OidcConfiguration {

    @Setting(
            value = "The page to which providers send the browser after a sign-in. Register it at each provider.",
            otherwise = "`/sign-in/callback` below `MARQUE_PUBLIC_URL`")
    Optional<URI> redirectUrl();

    @Setting("Whether a provider on this very machine may be called without TLS (`http://localhost`). For development"
            + " and tests only.")
    @WithDefault("false")
    boolean httpOnLoopback();

    @Setting(
            value =
                    "Networks in which providers may be although they are not public, such as `10.1.0.0/16`, separated by"
                            + " commas. There, any port is allowed.",
            otherwise = "none: public addresses only")
    Optional<List<String>> allowedNetworks();

    @Setting("The ports of public addresses at which providers are called, separated by commas.")
    @WithDefault("443,8443")
    Set<Integer> allowedPorts();
}

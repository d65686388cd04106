package dev.marque.platform.config;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

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
}

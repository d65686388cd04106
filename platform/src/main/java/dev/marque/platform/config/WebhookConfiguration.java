package dev.marque.platform.config;

import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** To which addresses webhooks may be sent. */
public interface WebhookConfiguration {

    @Setting(
            value =
                    "Networks to which webhooks may be sent although they are not public, such as `10.1.0.0/16`, separated"
                            + " by commas. There, any port is allowed, and `http`.",
            otherwise = "none: public addresses only")
    Optional<List<String>> allowedNetworks();

    @Setting("The ports of public addresses to which webhooks may be sent, separated by commas.")
    @WithDefault("443,8443")
    Set<Integer> allowedPorts();
}

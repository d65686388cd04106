package dev.marque.licensing.access;

import dev.marque.kernel.net.Network;
import dev.marque.keys.validation.Place;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.Actor.Kind;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where callers are. Thread-safe. */
@Singleton
public class Places {

    private final Countries countries;

    @Inject
    public Places(Countries countries) {
        this.countries = countries;
    }

    /**
     * Where an installation is. Null for everybody else: who brings the request of a machine without a network, or looks
     * into a complaint, is not where the machine is.
     */
    public @Nullable Place of(Actor caller) {
        return caller.kind() != Kind.LICENSE
                ? null
                : ofInstallation(caller.origin().address());
    }

    /** Where an installation is that calls from there; null if that is not known. */
    public @Nullable Place ofInstallation(@Nullable String caller) {
        return Optional.ofNullable(caller)
                .flatMap(Network::address)
                .map(address -> new Place(address, countries.of(address)))
                .orElse(null);
    }

    /** Whether that can be told without reading a file. */
    public boolean atHand() {
        return countries.areAtHand();
    }
}

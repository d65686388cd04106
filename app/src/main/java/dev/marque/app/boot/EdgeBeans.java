package dev.marque.app.boot;

import dev.marque.edge.EdgeSettings;
import dev.marque.edge.Sharing;
import dev.marque.edge.premises.EdgeDoor;
import dev.marque.edge.sync.EdgeWork;
import dev.marque.platform.config.ConfigurationProblem;
import dev.marque.platform.config.EdgeConfiguration;
import dev.marque.platform.config.MarqueConfiguration;
import dev.marque.platform.config.Role;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;

/** What makes a process a server at a customer: the role {@code edge}. */
@Singleton
public class EdgeBeans {

    @Produces
    @Singleton
    EdgeDoor door(MarqueConfiguration configuration) {
        return new EdgeDoor(configuration.roles().contains(Role.EDGE));
    }

    /** Empty without the role. */
    @Produces
    @Singleton
    Optional<EdgeWork> work(MarqueConfiguration configuration) {
        return configuration.roles().contains(Role.EDGE) ? Optional.of(new EdgeWork()) : Optional.empty();
    }

    /** @throws ConfigurationProblem that names what cannot be */
    static EdgeSettings settings(MarqueConfiguration configuration) {
        EdgeConfiguration edge = configuration.edge();
        Path data = Path.of(configuration.data());
        try {
            return new EdgeSettings(
                    edge.licenseKey(),
                    edge.licenseFile().orElse(data.resolve("edge.lic")),
                    edge.vendorKeys().orElse(data.resolve("vendor-keys.json")),
                    data.resolve("edge-identity.json"),
                    edge.vendorUrl(),
                    edge.syncEvery(),
                    Sharing.of(edge.order(), edge.groups()));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationProblem("MARQUE_EDGE_…: " + e.getMessage(), e);
        }
    }
}

package dev.marque.app.cli;

import dev.marque.app.testing.Api;
import dev.marque.app.testing.Shop;
import dev.marque.app.user.RunningMarque;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** What the cases of {@link CommandLineIT} have in common: they share a server, since each start of one costs seconds. */
interface RunningServer {

    String NOBODY = "http://localhost:1";

    RunningMarque marque();

    /** The administrator, by the API. */
    Api admin();

    /** The home folder of whoever calls: another one for each test. */
    Path home();

    /** Signed in by a token, as a script is. */
    default Cli script() {
        String token = Objects.requireNonNull(admin().authorization()).substring("Bearer ".length());
        return stranger().with("MARQUE_TOKEN", token);
    }

    default Cli stranger() {
        return new Cli(home(), Map.of("MARQUE_URL", marque().url()));
    }

    default Shop.License license() {
        return new Shop(admin()).license();
    }
}

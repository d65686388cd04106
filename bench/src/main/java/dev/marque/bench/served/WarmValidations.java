package dev.marque.bench.served;

import dev.marque.bench.Warming;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Validates until a server is compiled. */
public final class WarmValidations {

    private static final int CONNECTIONS = 32;
    private static final int ENOUGH = 300_000;
    private static final Duration ROUND = Duration.ofSeconds(2);

    private WarmValidations() {}

    public static void of(Server server, List<String> keys) throws IOException {
        Load load = Load.ofAll(server.port(), CONNECTIONS, Requests.validations(keys));
        Warming.until(ENOUGH, () -> load.run(ROUND).ok());
    }
}

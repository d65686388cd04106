package dev.marque.bench.served;

import dev.marque.bench.Warming;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Validates until that gets no cheaper. */
public final class WarmValidations {

    private static final int CONNECTIONS = 32;

    private WarmValidations() {}

    /** @param time of a round */
    public static void of(Server server, List<String> keys, Duration time) throws IOException {
        Load load = Load.ofAll(server.port(), CONNECTIONS, Requests.validations(keys));
        Warming.by(() -> {
            Duration before = server.cpu();
            long answers = load.run(time).ok();
            return (double) server.cpu().minus(before).toNanos() / answers;
        });
    }
}

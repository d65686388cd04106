package dev.marque.app.observe;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A server that tells all it can: traces are recorded, every statement is slow, and our categories log at DEBUG. */
public class Watched implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.otel.sdk.disabled", "false",
                // Nobody listens there: a collector that is down must not matter.
                "quarkus.otel.exporter.otlp.endpoint", "http://127.0.0.1:1",
                "marque.log.slow-query", "PT0S",
                "quarkus.log.category.\"dev.marque\".level", "DEBUG");
    }
}

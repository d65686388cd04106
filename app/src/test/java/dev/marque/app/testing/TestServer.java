package dev.marque.app.testing;

import dev.marque.platform.limits.Limit;
import dev.marque.testkit.TestDatabase;
import dev.marque.testkit.TestPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives the application under test a database of its own on a real PostgreSQL. */
public class TestServer implements QuarkusTestResourceLifecycleManager {

    public static final String ADMIN_EMAIL = "admin@localhost";
    public static final String OPERATOR_EMAIL = "ops@operators.example";
    public static final String ADMIN_PASSWORD = "correct horse battery";

    /** Of 32 bytes that stand nowhere by chance. */
    public static final String MASTER_KEY =
            Base64.getEncoder().encodeToString("nobody else has this master key!".getBytes(StandardCharsets.US_ASCII));

    private static @Nullable TestDatabase database;

    @Override
    public Map<String, String> start() {
        TestDatabase fresh = TestPostgres.shared().fresh("app");
        database = fresh;
        // Limits stand in no test's way; the one that is about them lowers them.
        Map<String, String> settings = new HashMap<>();
        for (Limit limit : Limit.values()) {
            settings.put("marque.limits." + limit.code(), "1000000");
        }
        // Tests look at what was written as soon as they are answered.
        settings.put("marque.hot.log", "durable");
        // Traced are the calls whose caller asks for it; nobody listens where the spans are sent.
        settings.put("quarkus.otel.sdk.disabled", "false");
        settings.put("quarkus.otel.traces.sampler.arg", "0.0");
        settings.put("quarkus.otel.exporter.otlp.endpoint", "http://127.0.0.1:1");
        settings.putAll(Map.of(
                "marque.database.url",
                fresh.ownerUrl(),
                "marque.master-key",
                MASTER_KEY,
                "marque.admin.password",
                ADMIN_PASSWORD,
                "marque.webhook.allowed-networks",
                "127.0.0.0/8",
                "marque.oidc.http-on-loopback",
                "true",
                "marque.operator.email",
                OPERATOR_EMAIL,
                "marque.operator.password",
                ADMIN_PASSWORD,
                // Backups may be asked for and are not made: the container has no time for a second PostgreSQL.
                "marque.roles",
                "api,licensing,worker",
                "marque.backup.store",
                "target/backups",
                "quarkus.log.console.json.enabled",
                "false"));
        return settings;
    }

    /** The database of the running application, for looking behind it. */
    public static TestDatabase database() {
        TestDatabase running = database;
        if (running == null) {
            throw new IllegalStateException("the application under test is not running");
        }
        return running;
    }

    @Override
    public void stop() {
        if (database != null) {
            database.close();
            database = null;
        }
    }
}

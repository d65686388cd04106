package dev.marque.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One real PostgreSQL per JVM, started when first asked for and gone with the JVM. Databases on it are cheap: a test
 * class takes one of its own, copied from a template that is prepared once.
 *
 * <p>It does not survive a power cut (fsync is off): what must, is tested against the server that Marque starts.
 */
public final class TestPostgres {

    public static final String SUPERUSER = "postgres";
    public static final String OWNER = "marque_owner";
    public static final String APP = "marque_app";
    private static final String OWNER_PASSWORD = "owner-of-the-tests";
    private static final String APP_PASSWORD = "app-of-the-tests";

    private static @Nullable TestPostgres shared;

    private final EmbeddedPostgres server;
    private final Map<String, TestDatabase> templates = new HashMap<>();
    private final AtomicInteger counter = new AtomicInteger();

    private TestPostgres() {
        try {
            server = EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("fsync", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("shared_buffers", "64MB")
                    .setServerConfig("autovacuum", "off")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL for tests did not start", e);
        }
        execute("create role " + OWNER + " login nosuperuser createrole createdb password '" + OWNER_PASSWORD + "'");
        execute("create role " + APP + " login nosuperuser nobypassrls noinherit password '" + APP_PASSWORD + "'");
    }

    public static synchronized TestPostgres shared() {
        TestPostgres running = shared;
        if (running == null) {
            running = new TestPostgres();
            shared = running;
        }
        return running;
    }

    public int port() {
        return server.getPort();
    }

    /** An empty database that belongs to the owner role. */
    public TestDatabase fresh(String label) {
        return create(label, "template1");
    }

    /**
     * A copy of a database that is prepared once per JVM: migrating takes seconds, copying a fraction of one.
     *
     * @param key names the template; the same key must mean the same preparation
     * @param prepare runs once, against the empty template; it leaves no connection open
     */
    public synchronized TestDatabase copyOf(String key, Consumer<TestDatabase> prepare) {
        TestDatabase template = templates.get(key);
        if (template == null) {
            template = fresh("template");
            prepare.accept(template);
            templates.put(key, template);
        }
        return create("copy", template.name());
    }

    /** Runs a statement as superuser, in the server's own database. */
    public void execute(String sql) {
        String url = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
        try (Connection connection = DriverManager.getConnection(url, SUPERUSER, "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("Failed: " + sql, e);
        }
    }

    void drop(String database) {
        execute("drop database if exists " + database + " with (force)");
    }

    private TestDatabase create(String label, String template) {
        String name = "t" + counter.incrementAndGet() + "_"
                + label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
        execute("create database " + name + " owner " + OWNER + " template " + template);
        return new TestDatabase(
                name,
                "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name,
                server.getPort(),
                OWNER,
                OWNER_PASSWORD,
                APP,
                APP_PASSWORD);
    }
}

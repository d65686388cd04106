package dev.marque.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.platform.config.ConfigurationProblem;
import dev.marque.testkit.TestDatabase;
import dev.marque.testkit.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseLauncherTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final Migrations MIGRATIONS = new Migrations(List.of("platform"));

    @TempDir
    Path data;

    @Test
    void embeddedNeedsNothing() {
        List<String> steps = new ArrayList<>();
        DatabaseLauncher.Settings settings =
                new DatabaseLauncher.Settings(data, Optional.empty(), Optional.empty(), Optional.empty(), 4, true);
        try (DatabaseLauncher launcher = DatabaseLauncher.start(settings, MIGRATIONS, steps::add)) {
            assertThat(launcher.isEmbedded()).isTrue();
            assertThat(launcher.ready()).isTrue();
            assertThat(Files.exists(data.resolve("master.key"))).isTrue();
            assertThat(who(launcher)).isEqualTo("marque_app");
            assertThat(steps).last().isEqualTo("Bringing the schema up to date");
        }
    }

    @Test
    void severalProcessesMayStartAtOnceOnAnExistingServer() throws Exception {
        try (TestDatabase existing = TestPostgres.shared().fresh("launcher");
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<DatabaseLauncher> start =
                    () -> DatabaseLauncher.start(external(existing, Optional.of(KEY)), MIGRATIONS, Progress.SILENT);
            List<Future<DatabaseLauncher>> starts = List.of(
                    executor.submit(start), executor.submit(start), executor.submit(start), executor.submit(start));
            for (Future<DatabaseLauncher> each : starts) {
                try (DatabaseLauncher launcher = each.get()) {
                    assertThat(launcher.isEmbedded()).isFalse();
                    assertThat(launcher.ready()).isTrue();
                    assertThat(who(launcher)).isEqualTo(existing.name() + "_app");
                }
            }
            // A changed master key changes the role's password, and the next start sets it.
            String other = Base64.getEncoder()
                    .encodeToString(
                            "another key of thirty-two bytes!".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            try (DatabaseLauncher launcher =
                    DatabaseLauncher.start(external(existing, Optional.of(other)), MIGRATIONS, Progress.SILENT)) {
                assertThat(launcher.ready()).isTrue();
            }
        }
    }

    @Test
    void whatIsMissingOrDangerousIsRefusedWithTheWayOut() {
        try (TestDatabase existing = TestPostgres.shared().fresh("refused")) {
            assertThatThrownBy(() -> start(external(existing, Optional.empty())))
                    .isInstanceOf(ConfigurationProblem.class)
                    .hasMessageContaining("MARQUE_MASTER_KEY");
            assertThatThrownBy(() -> start(asRole(existing, existing.ownerUrl().replace("marque_owner", "postgres"))))
                    .isInstanceOf(DatabaseStartFailed.class)
                    .hasMessageContaining("superuser postgres");
            TestPostgres.shared().execute("create role sneaky login password 'x' in role marque_owner");
            try (Database _ = Database.open(
                    new PostgresAddress(existing.jdbcUrl(), existing.appUser(), existing.appPassword()), 1)) {
                MIGRATIONS.migrate(
                        new PostgresAddress(existing.jdbcUrl(), existing.ownerUser(), existing.ownerPassword()),
                        existing.appUser());
            }
            assertThatThrownBy(() -> start(asRole(existing, url(existing, "sneaky", "x"))))
                    .isInstanceOf(DatabaseStartFailed.class)
                    .hasMessageContaining("may become marque_owner which owns, tables");
            assertThatThrownBy(() -> start(asRole(existing, existing.ownerUrl())))
                    .isInstanceOf(DatabaseStartFailed.class)
                    .hasMessageContaining("owns");
            TestPostgres.shared().execute("create role bypass login password 'x' bypassrls");
            assertThatThrownBy(() -> start(asRole(existing, url(existing, "bypass", "x"))))
                    .hasMessageContaining("BYPASSRLS");
            assertThatThrownBy(() -> start(asRole(existing, url(existing, "missing", "x"))))
                    .hasMessageContaining("it does not exist");
            DatabaseLauncher.Settings nowhere = new DatabaseLauncher.Settings(
                    data, Optional.of("mysql://x"), Optional.empty(), Optional.of(KEY), 2, true);
            assertThatThrownBy(() -> start(nowhere))
                    .isInstanceOf(ConfigurationProblem.class)
                    .hasMessageContaining("DATABASE_URL");
        } finally {
            TestPostgres.shared().execute("drop role if exists sneaky");
            TestPostgres.shared().execute("drop role if exists bypass");
        }
    }

    @Test
    void addressesAreReadInEveryForm() {
        PostgresAddress address = PostgresAddress.parse("postgres://a%40b:p%2Fw+d@db.example:6432/x?sslmode=require");
        assertThat(address)
                .isEqualTo(new PostgresAddress("jdbc:postgresql://db.example:6432/x?sslmode=require", "a@b", "p/w+d"));
        assertThat(address.databaseName()).isEqualTo("x");
        assertThat(address.toString()).doesNotContain("p/w");
        assertThat(PostgresAddress.parse("jdbc:postgresql://h/y?user=u&password=s&ssl=true"))
                .isEqualTo(new PostgresAddress("jdbc:postgresql://h/y?ssl=true", "u", "s"));
        assertThatThrownBy(() -> PostgresAddress.parse("postgres://h/x")).hasMessageContaining("no user");
        assertThatThrownBy(() -> PostgresAddress.parse("postgres://u:secret@h"))
                .hasMessageContaining("no database")
                .hasMessageNotContaining("secret");
    }

    private static void start(DatabaseLauncher.Settings settings) {
        DatabaseLauncher.start(settings, MIGRATIONS, Progress.SILENT).close();
    }

    private DatabaseLauncher.Settings external(TestDatabase existing, Optional<String> key) {
        return new DatabaseLauncher.Settings(data, Optional.of(existing.ownerUrl()), Optional.empty(), key, 2, true);
    }

    private DatabaseLauncher.Settings asRole(TestDatabase existing, String url) {
        return new DatabaseLauncher.Settings(
                data, Optional.of(existing.ownerUrl()), Optional.of(url), Optional.of(KEY), 2, true);
    }

    private static String url(TestDatabase existing, String user, String password) {
        return "postgres://" + user + ":" + password + "@127.0.0.1:" + existing.port() + "/" + existing.name();
    }

    private static String who(DatabaseLauncher launcher) {
        return launcher.database().withoutTenant(h -> h.createQuery("select current_user::text")
                .mapTo(String.class)
                .one());
    }
}

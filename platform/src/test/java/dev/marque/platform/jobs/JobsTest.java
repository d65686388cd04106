package dev.marque.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.platform.database.Database;
import dev.marque.platform.database.PostgresAddress;
import dev.marque.platform.observe.TraceContext;
import dev.marque.platform.testing.Catalogue;
import dev.marque.platform.testing.PlatformFixture;
import dev.marque.platform.testing.Traced;
import dev.marque.testkit.MovableClock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class JobsTest {

    private static final PlatformFixture fixture = PlatformFixture.of("platform");

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void monthsComeAndGo() throws SQLException {
        owner("""
                create table readings (id int, tenant_id uuid not null, at timestamptz not null) partition by range (at);
                select protect_tenant_table('readings', 'select, insert');
                create index on readings (tenant_id, at);
                insert into partitioned_tables values ('readings', interval '90 days');
                create table kept (id int, tenant_id uuid not null, at timestamptz not null) partition by range (at);
                select protect_tenant_table('kept', 'select, insert');
                insert into partitioned_tables values ('kept', null);
                """);
        MovableClock clock = MovableClock.at("2026-11-30T23:59:59Z");
        PartitionUpkeep upkeep = new PartitionUpkeep(fixture.database(), clock);
        upkeep.run();
        upkeep.run();
        assertThat(partitions("readings"))
                .containsExactly("readings_y2026m11", "readings_y2026m12", "readings_y2027m01", "readings_y2027m02");
        assertThat(Catalogue.problems(fixture, Catalogue.PLATFORM_WITHOUT_TENANT))
                .isEmpty();

        clock.set(Instant.parse("2027-02-28T12:00:00Z"));
        upkeep.run();
        assertThat(partitions("readings")).contains("readings_y2026m11", "readings_y2027m05");
        clock.set(Instant.parse("2027-03-01T00:00:00Z"));
        upkeep.run();
        assertThat(partitions("readings")).startsWith("readings_y2026m12").contains("readings_y2027m06");
        assertThat(partitions("kept")).startsWith("kept_y2026m11");

        // The application gives partitions to, or takes them from, registered tables only, and sees none directly.
        for (String call : List.of(
                "select ensure_month_partitions('scheduled_tasks', 1, now())",
                "select ensure_month_partitions('readings', 1000, now())",
                "select drop_month_partitions_before('kept', now())",
                "select drop_month_partitions_before('scheduled_tasks', now())",
                "select * from readings_y2026m12",
                "drop table readings_y2026m12")) {
            assertThatThrownBy(() -> fixture.database().runWithoutTenant(h -> h.execute(call)))
                    .as(call)
                    .hasMessageMatching("(?s).*(not registered|Between 0|permission denied|must be owner).*");
        }
    }

    @Test
    void aFailedJobRunsAgainAndATransactionDecidesWhetherItExists() throws InterruptedException {
        BlockingQueue<String> runs = new LinkedBlockingQueue<>();
        AtomicInteger ticks = new AtomicInteger();
        AtomicInteger attempts = new AtomicInteger();
        OneOffJob job = new OneOffJob("test.once", data -> {
            runs.add(data);
            if (attempts.getAndIncrement() == 0) {
                throw new IllegalStateException("for the test");
            }
        });
        RecurringJob tick = new RecurringJob("test.tick", Duration.ofSeconds(1), ticks::incrementAndGet);
        try (Jobs jobs = new Jobs(fixture.database(), Clock.systemUTC(), List.of(tick), List.of(job))) {
            jobs.start();
            assertThatThrownBy(() -> fixture.database().runWithoutTenant(h -> {
                        jobs.schedule(h, "test.once", "rolled-back", "never", Instant.now());
                        throw new IllegalArgumentException("no");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(fixture.database()
                            .<Boolean>withoutTenant(h -> jobs.schedule(h, "test.once", "1", "größe", Instant.now())))
                    .isTrue();
            assertThat(runs.poll(10, TimeUnit.SECONDS)).isEqualTo("größe");
            String second = runs.poll(15, TimeUnit.SECONDS);
            assertThat(second)
                    .as(() -> fixture.database()
                            .withoutTenant(h -> h.createQuery("select * from scheduled_tasks")
                                    .mapToMap()
                                    .list())
                            .toString())
                    .isEqualTo("größe");
            assertThat(ticks.get()).isPositive();
            assertThat(runs).isEmpty();
        }
    }

    @Test
    void aJobGoesOnWithTheTraceInWhichItWasAskedFor() throws InterruptedException {
        BlockingQueue<String> traces = new LinkedBlockingQueue<>();
        OneOffJob job = new OneOffJob("test.traced", data -> traces.add(data + " " + TraceContext.current()));
        try (Jobs jobs = new Jobs(fixture.database(), Clock.systemUTC(), List.of(), List.of(job))) {
            Traced.run(() -> fixture.database()
                    .runWithoutTenant(h -> jobs.schedule(h, "test.traced", "1", "traced", Instant.now())));
            jobs.start();
            assertThat(traces.poll(10, TimeUnit.SECONDS)).startsWith("traced 00-" + Traced.ID + "-");

            fixture.database().runWithoutTenant(h -> jobs.schedule(h, "test.traced", "2", "not", Instant.now()));
            assertThat(traces.poll(10, TimeUnit.SECONDS)).isEqualTo("not null");
        }
    }

    @Test
    void aJobOfAKilledProcessIsTakenOver() throws Exception {
        try (PlatformFixture own = PlatformFixture.of("platform")) {
            Process other = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Worker.class.getName(),
                            own.app().jdbcUrl(),
                            own.app().user(),
                            own.app().password())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BlockingQueue<String> runs = new LinkedBlockingQueue<>();
            try (Jobs jobs = new Jobs(
                            own.database(),
                            Clock.systemUTC(),
                            List.of(),
                            List.of(new OneOffJob("test.long", runs::add)));
                    var output = other.inputReader()) {
                own.database().runWithoutTenant(h -> {
                    jobs.schedule(h, "test.long", "1", "work", Instant.now());
                });
                assertThat(output.readLine()).isEqualTo("picked");
                jobs.start();
                assertThat(runs.poll(3, TimeUnit.SECONDS))
                        .as("while its process lives")
                        .isNull();
                other.destroyForcibly().waitFor();
                long start = System.nanoTime();
                assertThat(runs.poll(20, TimeUnit.SECONDS)).isEqualTo("work");
                Duration taken = Duration.ofNanos(System.nanoTime() - start);
                System.out.println("Taken over after " + taken.toMillis() + " ms");
                assertThat(taken).isLessThan(Duration.ofSeconds(15));
            } finally {
                other.destroyForcibly();
            }
        }
    }

    /** A process to be killed in the middle of a job. */
    static final class Worker {
        private Worker() {}

        public static void main(String[] arguments) throws InterruptedException {
            Database database = Database.open(new PostgresAddress(arguments[0], arguments[1], arguments[2]), 4);
            OneOffJob job = new OneOffJob("test.long", data -> {
                System.out.println("picked");
                try {
                    Thread.sleep(60_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            new Jobs(database, Clock.systemUTC(), List.of(), List.of(job)).start();
            Thread.sleep(60_000);
        }
    }

    private static void owner(String sql) throws SQLException {
        try (Connection connection = fixture.testDatabase().owner();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> partitions(String parent) throws SQLException {
        List<String> names = new java.util.ArrayList<>();
        try (Connection connection = fixture.testDatabase().owner();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select inhrelid::regclass::text from pg_inherits where inhparent = '"
                        + parent + "'::regclass order by 1")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}

package dev.marque.bench.activate;

import dev.marque.bench.Median;
import dev.marque.bench.Warming;
import dev.marque.bench.served.Load;
import dev.marque.bench.served.Marque;
import dev.marque.bench.served.Requests;
import dev.marque.bench.served.Server;
import dev.marque.bench.served.Vendor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Machines that get a seat and give it back, over HTTP from the packaged application, beside pgbench, which sends the
 * {@link EquivalentTransactions} alone to the very same database: with as many clients, in rounds that alternate.
 */
public final class ActivateBench {

    /** Pairs until the application is compiled. */
    private static final int ENOUGH = 10_000;

    private static final String BODY = "{\"fingerprint\": {\"value\": \"machine-2\"}}";

    /** One round of one of them: pairs of activation and deactivation, and what they cost. */
    private record Round(long pairs, Duration time, Duration cpu, Duration database) {

        double perSecond() {
            return pairs / (time.toNanos() / 1e9);
        }

        double cpuMillis() {
            return cpu.toNanos() / 1e6 / pairs;
        }

        double databaseMillis() {
            return database.toNanos() / 1e6 / pairs;
        }
    }

    private final Server marque;
    private final EmbeddedAddress database;
    private final Path script;
    private final Load load;
    private final int callers;
    private final String tenant;

    /**
     * @param folder with the data of the running Marque in {@code data}
     * @param keys for each caller {@value EquivalentTransactions#LICENSES_EACH}, of licenses that have a seat left
     */
    public ActivateBench(Server marque, Path folder, List<String> keys) throws IOException, SQLException {
        this.marque = marque;
        this.callers = keys.size() / EquivalentTransactions.LICENSES_EACH;
        this.database = EmbeddedAddress.in(folder.resolve("data"));
        this.script = Files.writeString(folder.resolve("activate.sql"), EquivalentTransactions.script());
        this.load = new Load(
                marque.port(),
                IntStream.range(0, callers)
                        .mapToObj(caller -> requests(keys, caller))
                        .toList());
        this.tenant = prepare();
    }

    /** Arguments: the packaged application, an empty folder, callers, seconds of a round, rounds. */
    public static void main(String[] arguments) throws IOException, SQLException {
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        int callers = Integer.parseInt(arguments[2]);
        try (Server marque = Marque.start(Path.of(arguments[0]), folder, Marque.HEAP)) {
            Vendor vendor = new Vendor(marque);
            vendor.awaitReady();
            ActivateBench bench =
                    new ActivateBench(marque, folder, vendor.keys(callers * EquivalentTransactions.LICENSES_EACH));
            Duration time = Duration.ofSeconds(Long.parseLong(arguments[3]));
            Warming.until(ENOUGH, () -> bench.ours(time).pairs());
            bench.compare(time, Integer.parseInt(arguments[4]), System.out);
        }
    }

    private static List<byte[]> requests(List<String> keys, int caller) {
        int first = caller * EquivalentTransactions.LICENSES_EACH;
        List<byte[]> requests = new ArrayList<>();
        for (String key : keys.subList(first, first + EquivalentTransactions.LICENSES_EACH)) {
            requests.add(Requests.post("/api/v1/licensing/activate", "License " + key, BODY));
            requests.add(Requests.post("/api/v1/licensing/deactivate", "License " + key, BODY));
        }
        return requests;
    }

    /** Numbers the licenses, and says whose they are. */
    private String prepare() throws SQLException {
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists bench_licenses (n bigint primary key, id uuid not null)");
            statement.execute("insert into bench_licenses select row_number() over (order by id), id from licenses"
                    + " on conflict do nothing");
            statement.execute("grant select on bench_licenses to marque_app");
            return one(statement, "select distinct tenant_id from licenses");
        }
    }

    /** Rounds of both in turn, and a table; without pgbench a table of ours alone. */
    public void compare(Duration time, int rounds, PrintStream out) throws IOException {
        Optional<Pgbench> pgbench = Pgbench.find();
        List<Round> ours = new ArrayList<>();
        List<Round> theirs = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            if (pgbench.isPresent()) {
                theirs.add(pgbench(pgbench.get(), time));
            }
            ours.add(ours(time));
        }
        out.println("| what | pairs/s | CPU ms of the JVM a pair | CPU ms of the database a pair |");
        out.println("| --- | ---: | ---: | ---: |");
        print("Marque, activate and deactivate over HTTP", ours, out);
        if (pgbench.isEmpty()) {
            out.println(
                    "\npgbench is neither on the PATH nor where PostgreSQL's packages put it: there is no peer in this run.");
            return;
        }
        print("pgbench, the equivalent transactions", theirs, out);
        out.printf(
                Locale.ROOT,
                "%nMarque beside pgbench: %.2f (medians of %d rounds of %d s each, %d clients)%n",
                Median.of(ours, Round::perSecond) / Median.of(theirs, Round::perSecond),
                rounds,
                time.toSeconds(),
                callers);
    }

    private Round ours(Duration time) throws IOException {
        return round(() -> {
            Load.Answers answers = load.run(time);
            if (answers.refused() > 0) {
                throw new IllegalStateException("Marque refused " + answers.refused());
            }
            return answers.ok() / 2;
        });
    }

    private Round pgbench(Pgbench program, Duration time) throws IOException {
        return round(() -> program.run(database, script, tenant, callers, time));
    }

    /** What gives pairs. */
    private interface Pairs {
        long run() throws IOException;
    }

    private Round round(Pairs pairs) throws IOException {
        endAll();
        Duration cpu = marque.cpu();
        Duration ofDatabase = marque.cpuOfChildren();
        long begin = System.nanoTime();
        long count = pairs.run();
        return new Round(
                count,
                Duration.ofNanos(System.nanoTime() - begin),
                marque.cpu().minus(cpu),
                marque.cpuOfChildren().minus(ofDatabase));
    }

    /** A round that ended between activation and deactivation has left a machine on. */
    private void endAll() throws IOException {
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute("update license_activations set deactivated_at = now(), deactivated_by = 'SYSTEM'"
                    + " where fingerprint = 'machine-2' and deactivated_at is null");
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** How many machines have a seat now that the bench gave them. */
    public long active() throws SQLException {
        return count("fingerprint = 'machine-2' and deactivated_at is null");
    }

    /** How many seats the bench gave in all. */
    public long given() throws SQLException {
        return count("fingerprint = 'machine-2'");
    }

    private long count(String which) throws SQLException {
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement()) {
            return Long.parseLong(one(statement, "select count(*) from license_activations where " + which));
        }
    }

    /** What pgbench sends, once and without it. */
    public void sendOnce(int license, boolean back) throws SQLException {
        try (Connection connection = database.application()) {
            EquivalentTransactions.run(connection, tenant, license, back);
        }
    }

    private static String one(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void print(String what, List<Round> rounds, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "| %s | %,.0f | %.2f | %.2f |%n",
                what,
                Median.of(rounds, Round::perSecond),
                Median.of(rounds, Round::cpuMillis),
                Median.of(rounds, Round::databaseMillis));
    }
}

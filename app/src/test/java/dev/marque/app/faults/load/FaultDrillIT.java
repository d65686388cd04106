package dev.marque.app.faults.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.faults.Server;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs at work on two servers while something breaks in every round. What was acknowledged is there, once; no license
 * has more machines than seats; and none is accepted a second after its revocation. Two rounds in the suite; {@code
 * ./dev faults} asks for more.
 */
class FaultDrillIT {

    private static final int SEATS = 40;
    private static final int LICENSES = 3;
    private static final int WRITES_BEFORE_A_FAULT = 100;

    @TempDir
    Path temporary;

    @Test
    void nothingAcknowledgedIsLostOrDoubledAndNoLimitIsExceeded() throws Exception {
        int rounds = Integer.getInteger("drill.rounds", 2);
        long seed = Long.getLong("drill.seed", new Random().nextLong());
        System.out.println("Fault drill: rounds " + rounds + ", seed " + seed);
        Path folder = Path.of(System.getProperty("drill.folder", temporary.toString()))
                .resolve("drill");
        long start = System.nanoTime();
        MovedClock clock = new MovedClock(Files.createDirectories(folder));
        try (Site site = new Site(folder, clock)) {
            Ledger ledger = new Ledger();
            Map<Fault, Integer> struck = run(site, clock, ledger, rounds, new Random(seed));

            if (rounds >= Fault.values().length) {
                assertThat(struck).containsOnlyKeys(Fault.values());
            }
            whatWasAcknowledgedIsThereOnce(site, ledger);
            noLimitIsExceeded(site);
            assertThat(ledger.acceptedTooLate).isEmpty();
            report(struck, ledger, seed, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private static Map<Fault, Integer> run(Site site, MovedClock clock, Ledger ledger, int rounds, Random random)
            throws Exception {
        Api admin = Server.signIn(site.urls().getFirst());
        Shop shop = new Shop(admin);
        String shared = shop.policy(shop.product(), """
                "term": "P1Y", "requiresActivation": false, "maxActivations": %d, "rules": {"meters": {
                    "api-calls": {"kind": "TOTAL", "limit": 1000000}}}""".formatted(SEATS));
        List<Shop.License> licenses =
                Stream.generate(() -> shop.license(shared)).limit(LICENSES).toList();
        Map<Fault, Integer> struck = new EnumMap<>(Fault.class);
        Caller caller = new Caller(site.urls(), ledger);
        try (Installations installations = new Installations(caller, ledger, licenses);
                Revocations revocations = new Revocations(caller, ledger, key(admin), shared)) {
            Scene scene = new Scene(site, clock, licenses.getFirst(), random);
            for (Fault fault : Fault.series(site, rounds, random)) {
                ledger.awaitMore(WRITES_BEFORE_A_FAULT);
                installations.failed();
                revocations.failed();
                long start = System.nanoTime();
                fault.strike(scene);
                System.out.println(fault + " took "
                        + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms");
                struck.merge(fault, 1, Integer::sum);
                noLimitIsExceeded(site);
            }
            ledger.awaitMore(WRITES_BEFORE_A_FAULT);
            clock.move(Duration.ZERO);
            revocations.finish();
            installations.finish();
        }
        return struck;
    }

    /** Valid for longer than a sign-in, whatever the clock. */
    private static String key(Api admin) {
        List<String> scopes = new ArrayList<>();
        admin.get("/api/v1/me").json().at("/permissions").forEach(permission -> scopes.add(permission.toString()));
        return "Bearer "
                + admin.post("/api/v1/api-keys", "{\"name\": \"drill\", \"scopes\": " + scopes + "}")
                        .text("/key");
    }

    private static void whatWasAcknowledgedIsThereOnce(Site site, Ledger ledger) throws Exception {
        Set<String> active =
                new HashSet<>(site.asked("select id::text from license_activations where deactivated_at is null"));
        assertThat(active).containsAll(ledger.active).doesNotContainAnyElementsOf(ledger.ended);

        List<String> beats = site.asked("select app_version from license_heartbeats");
        assertThat(beats).doesNotHaveDuplicates().containsAll(ledger.heartbeats);

        long used = Long.parseLong(
                site.asked("select coalesce(sum(used), 0) from license_meters").getFirst());
        assertThat(used).as("uses that were counted").isEqualTo(ledger.consumed.sum());
    }

    private static void noLimitIsExceeded(Site site) throws Exception {
        List<String> exceeding = site.asked("""
                select l.number || ': ' || count(*) from license_activations a join licenses l on l.id = a.license_id
                where a.deactivated_at is null group by l.id having count(*) > %d""".formatted(SEATS));
        assertThat(exceeding).as("licenses with more machines than seats").isEmpty();
    }

    private static void report(Map<Fault, Integer> struck, Ledger ledger, long seed, Duration time) throws IOException {
        String report = """
                seed %d, seconds %d, faults %s
                acknowledged: %d seats held, %d given back, %d heartbeats, %d uses counted; missing 0, twice 0
                seats: never more than sold
                revoked %d: last accepted %d ms after the revocation, bound %d ms
                validations answered %d; calls refused early (429) %d, without an answer %d; answers by status %s
                """.formatted(
                        seed,
                        time.toSeconds(),
                        struck,
                        ledger.active.size(),
                        ledger.ended.size(),
                        ledger.heartbeats.size(),
                        ledger.consumed.sum(),
                        ledger.revoked.sum(),
                        ledger.latestAcceptanceMillis.get(),
                        Revocations.BOUND.toMillis(),
                        ledger.validations.sum(),
                        ledger.refusedEarly.sum(),
                        ledger.unanswered.sum(),
                        ledger.statuses());
        System.out.print(report);
        Files.writeString(Path.of("target/fault-drill.txt"), report);
    }
}

package dev.marque.licensing.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.licensing.activation.Replacement;
import dev.marque.licensing.edit.EmailAddress;
import dev.marque.licensing.lease.Holder;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.meter.Ask;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.database.DatabaseUnavailable;
import dev.marque.platform.identity.Actor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Two processes' worth of services, each with connections of its own and 16 clients, want all that one license gives, at
 * once: every limit is reached, and none is passed.
 */
class TwoProcessesRaceTest {

    private static final int CLIENTS = 16;
    private static final int MACHINES = 7;
    private static final int LEASES = 5;
    private static final int USERS = 6;
    private static final int EXPORTS = 40;
    private static final int PEOPLE = 9;

    private static final Room first = Room.first();
    private static final Room second = first.another();

    @AfterAll
    static void close() {
        Room.close(first, second);
    }

    /** A client of a process, which is the only one with its number. */
    @FunctionalInterface
    private interface Client {
        boolean gets(Room process, Actor installation, int number) throws Exception;
    }

    @Test
    void everyLimitIsReachedAndNoneIsPassed() throws Exception {
        IssuedLicense license = first.fixture.license(Map.of(
                "requiresActivation",
                false,
                "maxActivations",
                MACHINES,
                "rules",
                Map.of(
                        "floating", Map.of("seats", LEASES),
                        "users", Map.of("seats", USERS),
                        "meters",
                                Map.of(
                                        "exports", Map.of("kind", "PER_PERIOD", "limit", EXPORTS, "period", "P1D"),
                                        "people", Map.of("kind", "UNIQUE", "limit", PEOPLE, "period", "P1D")))));

        List<String> got = race(
                license,
                Map.of(
                        "machine", TwoProcessesRaceTest::activates,
                        "lease", TwoProcessesRaceTest::acquires,
                        "user", TwoProcessesRaceTest::joins,
                        "export", TwoProcessesRaceTest::consumes,
                        "person", TwoProcessesRaceTest::isCounted));

        assertThat(Collections.frequency(got, "machine")).isEqualTo(MACHINES);
        assertThat(Collections.frequency(got, "lease")).isEqualTo(LEASES);
        assertThat(Collections.frequency(got, "user")).isEqualTo(USERS);
        assertThat(Collections.frequency(got, "export")).isEqualTo(EXPORTS / 2);
        assertThat(Collections.frequency(got, "person")).isEqualTo(PEOPLE);
        assertThat(kept(license)).containsExactly(MACHINES, LEASES, USERS, EXPORTS, PEOPLE);
    }

    @Test
    void seatsThatComeAndGoAreNeverMoreThanThereAre() throws Exception {
        IssuedLicense license = first.fixture.license(
                Map.of("maxActivations", 3, "rules", Map.of("machines", Map.of("replacement", true))));

        List<String> got = race(
                license, Map.of("a", TwoProcessesRaceTest::activates, "b", TwoProcessesRaceTest::takesTheOldestsPlace));

        assertThat(Collections.frequency(got, "b"))
                .as("there is always one to replace")
                .isEqualTo(2 * CLIENTS);
        assertThat(kept(license).getFirst()).isEqualTo(3);
        assertThat(first.fixture.number("select count(*) from license_activations where license_id = '"
                        + license.license().id() + "'"))
                .as("nobody was activated for nothing")
                .isEqualTo(got.size());
    }

    private static boolean activates(Room process, Actor installation, int number) {
        return process.fixture
                        .activations
                        .activate(installation, LicensingFixture.machine("machine " + number))
                        .activation()
                != null;
    }

    private static boolean takesTheOldestsPlace(Room process, Actor installation, int number) {
        return process.fixture
                        .activations
                        .activate(
                                installation,
                                LicensingFixture.machine("other machine " + number),
                                new Replacement(null, true))
                        .activation()
                != null;
    }

    private static boolean acquires(Room process, Actor installation, int number) {
        Holder holder = new Holder(Fingerprint.of("machine " + number), null, null);
        return process.leases
                        .acquire(installation, new dev.marque.licensing.lease.Ask(holder, null, false))
                        .lease()
                != null;
    }

    private static boolean joins(Room process, Actor installation, int number) {
        return process.users
                .assign(process.fixture.acme, installation.id(), EmailAddress.of("user" + number + "@x.example"))
                .code()
                .done();
    }

    /** Half of them only reserve. */
    private static boolean consumes(Room process, Actor installation, int number) {
        Ask ask = new Ask("exports", 2, null, null);
        return number % 2 == 0
                ? process.metering.consume(installation, ask).granted()
                : process.reserving
                        .reserve(installation, ask, Duration.ofHours(1))
                        .granted();
    }

    private static boolean isCounted(Room process, Actor installation, int number) {
        return process.metering
                .consume(installation, new Ask("people", 1, "person " + number, null))
                .granted();
    }

    /** Machines, leases, users, exports and people that are counted. */
    private static List<Integer> kept(IssuedLicense license) {
        String of = " where license_id = '" + license.license().id() + "' and ";
        return List.of(
                first.fixture.number("select count(*) from license_activations" + of + "deactivated_at is null"),
                first.fixture.number("select count(*) from license_leases" + of + "held"),
                first.fixture.number("select count(*) from license_users" + of + "held"),
                first.fixture.number(
                        "select coalesce(sum(used + reserved), 0) from license_meters" + of + "meter = 'exports'"),
                first.fixture.number("select coalesce(sum(used), 0) from license_meters" + of + "meter = 'people'"));
    }

    /** Who found no connection for too long has done nothing yet, and asks again. */
    private static boolean insists(Client want, Room process, Actor installation, int number) throws Exception {
        while (true) {
            try {
                return want.gets(process, installation, number);
            } catch (DatabaseUnavailable busy) {
                assertThat(busy).hasMessageContaining("Connection is not available");
            }
        }
    }

    /** What was got, by its name, once for each client that got it. */
    private static List<String> race(IssuedLicense license, Map<String, Client> wants) throws Exception {
        Actor installation = first.fixture.installation(license);
        List<Callable<List<String>>> atFirst = new ArrayList<>();
        List<Callable<List<String>>> atSecond = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            int number = client;
            wants.forEach((name, want) -> {
                atFirst.add(() -> insists(want, first, installation, number) ? List.of(name) : List.of());
                atSecond.add(() -> insists(want, second, installation, CLIENTS + number) ? List.of(name) : List.of());
            });
        }
        try (ExecutorService clients = LicensingFixture.clients();
                ExecutorService others = LicensingFixture.clients()) {
            List<Future<List<String>>> calls = new ArrayList<>();
            IntStream.range(0, atFirst.size()).forEach(i -> {
                calls.add(clients.submit(atFirst.get(i)));
                calls.add(others.submit(atSecond.get(i)));
            });
            List<String> got = new ArrayList<>();
            for (Future<List<String>> call : calls) {
                got.addAll(call.get());
            }
            return got;
        }
    }
}

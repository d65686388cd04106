package dev.marque.licensing.meter;

import static dev.marque.licensing.meter.MeterFixture.METER;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Two processes, as far as the database can tell: each has a pool of its own. */
class MeterRaceTest {

    private static final LicensingFixture room = new LicensingFixture();
    private static final Database elsewhere = Database.open(room.platform.app(), 10);
    private static final List<MeterFixture> processes =
            List.of(new MeterFixture(room), new MeterFixture(room, elsewhere));

    @AfterAll
    static void close() {
        elsewhere.close();
        room.close();
    }

    @Test
    void neverMoreThanTheLimitIsGrantedAndAllThatIsGrantedIsCounted() throws Exception {
        Actor installation = here().installation(Map.of("kind", "PER_PERIOD", "limit", 50, "period", "P1M"));

        long granted = granted(80, i -> process(i).consume(installation, 1));

        assertThat(granted).isEqualTo(50);
        assertThat(used(installation)).isEqualTo(50);
        assertThat(room.number("select count(*) from license_meters where license_id = '" + installation.id() + "'"))
                .as("one row though many were first")
                .isEqualTo(1);
    }

    @Test
    void aRequestThatIsSentEverywhereAtOnceCountsOnce() throws Exception {
        Actor installation = here().installation(Map.of("kind", "TOTAL", "limit", 50));

        assertThat(granted(20, i -> process(i).consume(installation, 3, "the same")))
                .isEqualTo(20);
        assertThat(used(installation)).isEqualTo(3);
    }

    @Test
    void aMemberThatComesEverywhereAtOnceCountsOnce() throws Exception {
        Actor installation = here().installation(Map.of("kind", "UNIQUE", "limit", 5));

        granted(40, i -> process(i).admit(installation, "member " + i / 2 % 8));

        assertThat(used(installation)).isEqualTo(5);
    }

    @Test
    void aReservationThatIsSettledEverywhereAtOnceIsSettledOnce() throws Exception {
        Actor installation = here().installation(Map.of("kind", "TOTAL", "limit", 10));
        Reservation reservation = requireNonNull(
                here().reserve(installation, 7, Duration.ofHours(1)).reservation());

        long settled = granted(
                20,
                i -> i % 4 < 2
                        ? process(i).reserving.commit(installation, reservation.id(), null)
                        : process(i).reserving.cancel(installation, reservation.id()));

        assertThat(settled).isEqualTo(10);
        assertThat(used(installation)).isIn(0L, 7L);
    }

    private static MeterFixture here() {
        return processes.getFirst();
    }

    private static MeterFixture process(int i) {
        return processes.get(i % 2);
    }

    private static long used(Actor installation) {
        return here().meters.list(room.acme, installation.id()).stream()
                .filter(meter -> meter.name().equals(METER))
                .findFirst()
                .orElseThrow()
                .used();
    }

    @FunctionalInterface
    private interface Attempt {
        Metered make(int i);
    }

    private static long granted(int attempts, Attempt attempt) throws Exception {
        try (ExecutorService threads = LicensingFixture.clients()) {
            List<Callable<Metered>> calls = IntStream.range(0, attempts)
                    .<Callable<Metered>>mapToObj(i -> () -> attempt.make(i))
                    .toList();
            long granted = 0;
            for (Future<Metered> done : threads.invokeAll(calls)) {
                granted += done.get().granted() ? 1 : 0;
            }
            return granted;
        }
    }
}

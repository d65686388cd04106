package dev.marque.licensing.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Two pools, as two processes have them, and many clients on both. */
class LeaseRaceTest {

    private static final LeaseRoom room = new LeaseRoom();
    private static final Database secondPool = Database.open(room.fixture.platform.app(), 10);
    private static final List<Leases> PROCESSES = List.of(
            room.leases,
            new Leases(secondPool, room.fixture.places, room.fixture.changes, room.fixture.clock, room.fixture.ids));

    @AfterAll
    static void close() {
        secondPool.close();
        room.close();
    }

    @Test
    void neverMoreLeasesThanSeatsAndOverdraftAndNoGroupBeyondItsCap() throws Exception {
        Actor license = room.license(Map.of(
                "seats", 8, "overdraft", 2, "groups", List.of(Map.of("name", "design", "reserved", 3, "max", 4))));
        AtomicInteger all = new AtomicInteger();
        AtomicInteger designers = new AtomicInteger();
        List<Callable<List<Integer>>> clients = IntStream.range(0, 40)
                .<Callable<List<Integer>>>mapToObj(i -> () -> {
                    boolean designer = i % 4 < 2;
                    Leased leased = acquire(license, i, designer ? "design" : null);
                    if (leased.code() != LeaseCode.GRANTED) {
                        return List.of(0, 0);
                    }
                    int held = all.incrementAndGet();
                    int heldByDesigners = designer ? designers.incrementAndGet() : 0;
                    if (i % 3 == 0) {
                        all.decrementAndGet();
                        designers.addAndGet(designer ? -1 : 0);
                        assertThat(process(i + 1)
                                        .release(
                                                license, LeaseRoom.lease(leased).id())
                                        .code())
                                .isEqualTo(LeaseCode.RELEASED);
                    }
                    return List.of(held, heldByDesigners);
                })
                .toList();

        List<List<Integer>> seen = race(clients);

        assertThat(seen).allSatisfy(held -> {
            assertThat(held.get(0)).isLessThanOrEqualTo(10);
            assertThat(held.get(1)).isLessThanOrEqualTo(4);
        });
        assertThat(held(license, "true")).isEqualTo(all.get()).isBetween(1, 10);
        assertThat(held(license, "group_name = 'design'"))
                .isEqualTo(designers.get())
                .isLessThanOrEqualTo(4);
        assertThat(held(license, "group_name is null")).isLessThanOrEqualTo(7);
    }

    @Test
    void reservedSeatsAreThereHoweverManyOthersRace() throws Exception {
        Actor license = room.license(Map.of("seats", 6, "groups", List.of(Map.of("name", "design", "reserved", 2))));
        List<Callable<LeaseCode>> clients = IntStream.range(0, 30)
                .<Callable<LeaseCode>>mapToObj(i ->
                        () -> acquire(license, i, i >= 28 ? "design" : null).code())
                .toList();

        List<LeaseCode> codes = race(clients);

        assertThat(codes).filteredOn(LeaseCode.GRANTED::equals).hasSize(6);
        assertThat(codes.subList(28, 30)).containsOnly(LeaseCode.GRANTED);
    }

    @Test
    void oneHolderAskingManyTimesAtOnceHasOneLease() throws Exception {
        Actor license = room.license(Map.of("seats", 5));
        List<Callable<Object>> calls = IntStream.range(0, 12)
                .<Callable<Object>>mapToObj(i -> () -> LeaseRoom.lease(
                                process(i).acquire(license, new Ask(LeaseRoom.machine("the same"), null, false)))
                        .id())
                .toList();

        assertThat(race(calls))
                .hasSize(12)
                .containsOnly(race(calls.subList(0, 1)).getFirst());
        assertThat(held(license, "true")).isEqualTo(1);
    }

    private static Leased acquire(Actor license, int client, @Nullable String group) {
        return process(client).acquire(license, new Ask(LeaseRoom.machine("client " + client), group, false));
    }

    private static Leases process(int client) {
        return PROCESSES.get(client % 2);
    }

    private static int held(Actor license, String which) {
        return room.fixture.number(
                "select count(*) from license_leases where held and license_id = '" + license.id() + "' and " + which);
    }

    private static <T> List<T> race(List<Callable<T>> calls) throws Exception {
        try (ExecutorService threads = LicensingFixture.clients()) {
            List<T> results = new ArrayList<>();
            for (Future<T> call : threads.invokeAll(calls)) {
                results.add(call.get());
            }
            return results;
        }
    }
}

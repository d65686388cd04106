package dev.marque.licensing.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.licensing.policy.QueueOrder;
import dev.marque.platform.identity.Actor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who of those that wait comes first, in each order. */
class QueueOrderTest {

    private static final LeaseRoom room = new LeaseRoom();

    @AfterAll
    static void close() {
        room.close();
    }

    @Test
    void whoCameLastIsServedFirstWhereTheOrderIsLifo() {
        Actor license = license("LIFO");
        Lease taken = room.granted(license, "m1");

        assertThat(room.queueUp(license, "m2")).isEqualTo("NO_SEAT_FREE 1");
        assertThat(room.queueUp(license, "m3")).isEqualTo("NO_SEAT_FREE 1");
        assertThat(room.askAfter(license, "m2")).isEqualTo("WAITING 2");

        room.leases.release(license, taken.id());

        assertThat(room.askAfter(license, "m3")).isEqualTo("SEAT_READY 1");
        assertThat(room.queueUp(license, "m2")).isEqualTo("NO_SEAT_FREE 2");
        assertThat(room.acquire(license, "m3").code()).isEqualTo(LeaseCode.GRANTED);
    }

    @Test
    void aNewcomerWhoWaitsPassesTheOthersOnlyWhereTheOrderIsLifo() {
        Actor license = license("LIFO");
        Lease taken = room.granted(license, "m1");
        room.queueUp(license, "m2");
        room.leases.release(license, taken.id());

        // Who does not wait never passes those who do.
        assertThat(room.acquire(license, "m3").code()).isEqualTo(LeaseCode.NO_SEAT_FREE);
        assertThat(room.acquire(license, "m3", null, true).code()).isEqualTo(LeaseCode.GRANTED);

        Actor fair = license("FIFO");
        Lease first = room.granted(fair, "m1");
        room.queueUp(fair, "m2");
        room.leases.release(fair, first.id());
        assertThat(room.queueUp(fair, "m3")).isEqualTo("NO_SEAT_FREE 2");
    }

    @Test
    void lotsDecideAndStayAsTheyWereDrawnWhereTheOrderIsRandom() {
        Set<List<String>> orders = new HashSet<>();
        for (int seed = 0; seed < 24; seed++) {
            Leases leases = new Leases(
                    room.fixture.database,
                    room.fixture.places,
                    room.fixture.changes,
                    room.fixture.clock,
                    Ids.uuid7(room.fixture.clock, random(seed)));
            Actor license = license("RANDOM");
            leases.acquire(license, ask("m1"));
            for (String waiting : List.of("a", "b", "c")) {
                leases.acquire(license, ask(waiting));
            }
            List<String> order = order(license);
            room.pass(Duration.ofSeconds(30));
            assertThat(order(license)).as("half a minute later").isEqualTo(order);
            orders.add(order);
        }
        assertThat(orders).as("all orders of three come up").hasSize(6);
    }

    @ParameterizedTest
    @EnumSource
    void staffSeeThoseWhoWaitInTheOrderInWhichTheyAreServed(QueueOrder rule) {
        Actor license = license(rule.name());
        room.granted(license, "m1");
        for (String waiting : List.of("a", "b", "c")) {
            room.queueUp(license, waiting);
        }
        List<Place> shown = new ArrayList<>();
        Page<Place> page = room.held.queue(room.fixture.acme, license.id(), PageRequest.first(2));
        shown.addAll(page.items());
        assertThat(page.next()).as("there is another page").isNotNull();
        Page<Place> last = room.held.queue(
                room.fixture.acme,
                license.id(),
                new PageRequest(2, Optional.of(shown.get(1).id())));
        shown.addAll(last.items());
        assertThat(last.next()).isNull();
        assertThat(shown).extracting(Place::key).isEqualTo(order(license));
    }

    private static java.util.random.RandomGenerator random(int seed) {
        return new SplittableRandom(20261123L + seed);
    }

    /** Who waits, the first first. */
    private static List<String> order(Actor license) {
        List<String> order = new ArrayList<>(List.of("", "", ""));
        for (String waiting : List.of("a", "b", "c")) {
            Position position =
                    room.queue.askAfter(license, LeaseRoom.machine(waiting)).position();
            order.set(position == null ? 0 : position.number() - 1, waiting);
        }
        return order;
    }

    private static Ask ask(String machine) {
        return new Ask(new Holder(Fingerprint.of(machine), null, null), null, true);
    }

    private static Actor license(String order) {
        return room.license(Map.of("seats", 1, "order", order));
    }
}

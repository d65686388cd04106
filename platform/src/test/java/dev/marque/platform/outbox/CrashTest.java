package dev.marque.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.platform.database.Database;
import dev.marque.platform.tenant.Tenant;
import dev.marque.platform.testing.Backends;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Relays lose their database at random moments, as if their process were killed; others take over. */
class CrashTest {

    private static final int RECORDS = 12;
    private static final int CHANGES = 100;
    private static final int KILLS = 12;

    @Test
    void nothingIsLostAndNothingOvertakesHoweverRelaysDie() throws InterruptedException {
        Random random = new Random(20261122);
        try (EventWorld world = new EventWorld()) {
            Tenant acme = world.tenant("acme");
            EventConsumers.register(world.database, Set.of("recorder"));
            Recorder recorder = new Recorder("recorder");
            List<UUID> records =
                    IntStream.range(0, RECORDS).mapToObj(i -> world.ids.next()).toList();
            Thread vendor = Thread.startVirtualThread(
                    () -> records.parallelStream().forEach(record -> world.change(acme, record, 0, CHANGES)));

            for (int kill = 0; kill < KILLS; kill++) {
                runAndKill(world, recorder, 1 + random.nextInt(40));
            }
            vendor.join();
            try (Relay last = world.relay(recorder)) {
                last.start();
                EventWorld.await("all events", () -> recorder.distinct() == RECORDS * CHANGES);
                EventWorld.await("an empty queue", () -> world.pending("recorder") == 0);
            }

            List<Integer> inOrder = IntStream.range(0, CHANGES).boxed().toList();
            assertThat(recorder.numbers()).hasSize(RECORDS);
            assertThat(recorder.numbers().values()).allMatch(inOrder::equals);
            System.out.println("CrashTest: " + KILLS + " kills, " + RECORDS * CHANGES + " events, "
                    + (recorder.seen().size() - RECORDS * CHANGES) + " handed over twice");
        }
    }

    @Test
    void nothingIsLostAndNothingOvertakesWhenTransactionsEndInTheMiddle() throws InterruptedException {
        Random random = new Random(20261123);
        try (EventWorld world = new EventWorld();
                Database one = Database.open(world.fixture.app(), 6);
                Database two = Database.open(world.fixture.app(), 6)) {
            Tenant acme = world.tenant("acme");
            EventConsumers.register(world.database, Set.of("recorder"));
            Recorder recorder = new Recorder("recorder");
            List<UUID> records =
                    IntStream.range(0, RECORDS).mapToObj(i -> world.ids.next()).toList();
            records.forEach(record -> world.change(acme, record, 0, CHANGES));
            int ended = 0;
            try (Relay first = world.relay(one, new Slow(recorder));
                    Relay second = world.relay(two, new Slow(recorder))) {
                first.start();
                second.start();
                for (int kill = 0; kill < KILLS / 3; kill++) {
                    int before = recorder.seen().size();
                    EventWorld.await(
                            "some events",
                            () -> recorder.seen().size() > before || recorder.distinct() == RECORDS * CHANGES);
                    LockSupport.parkNanos(random.nextLong(20_000_000));
                    ended += Backends.terminate(world.fixture.testDatabase());
                }
                EventWorld.await("all events", () -> recorder.distinct() == RECORDS * CHANGES);
                EventWorld.await("an empty queue", () -> world.pending("recorder") == 0);
            }

            assertThat(recorder.numbers().values())
                    .hasSize(RECORDS)
                    .allMatch(IntStream.range(0, CHANGES).boxed().toList()::equals);
            System.out.println("CrashTest: " + ended + " transactions ended, "
                    + (recorder.seen().size() - RECORDS * CHANGES) + " events handed over twice");
        }
    }

    /** Takes its time, so that a relay dies between handing over and noting it. */
    private record Slow(EventConsumer taken) implements EventConsumer {

        @Override
        public String name() {
            return taken.name();
        }

        @Override
        public int atOnce() {
            return taken.atOnce();
        }

        @Override
        public void handle(OutboxEvent event) throws Exception {
            taken.handle(event);
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** A relay that loses its connections after so many events, in the midst of its work, and is forgotten. */
    private static void runAndKill(EventWorld world, Recorder recorder, int afterEvents) throws InterruptedException {
        int before = recorder.seen().size();
        Database doomed = Database.open(world.fixture.app(), 6);
        Relay relay = world.relay(doomed, new Slow(recorder));
        relay.start();
        EventWorld.await("some events", () -> recorder.seen().size() >= before + afterEvents);
        doomed.close();
        relay.close();
    }
}

package dev.marque.bench.heartbeat;

import dev.marque.bench.BenchDatabase;
import dev.marque.bench.Filling;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.Version;
import dev.marque.licensing.activation.MachineReference;
import dev.marque.licensing.hot.HotLicenses;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.database.ChangeListener;
import dev.marque.platform.identity.Actor;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Heartbeats of many machines at once, each acknowledged after its commit, beside COPY of the same rows into a table with
 * the same indexes. Both go to the same server, one after the other, several rounds. The service is called, not HTTP;
 * licenses are in its memory, as in a server that has run for as long as programs are silent between two heartbeats.
 */
public final class HeartbeatBench implements AutoCloseable {

    private static final long MEMORY_BYTES = 1L << 28;
    private static final Version VERSION = Version.parse("4.2.0").orElseThrow();

    private final BenchDatabase database;
    private final LicensingFixture room;
    private final List<Actor> installations;
    private final CopyPeer peer;
    private final ChangeListener listener;

    /** @param machines one or more, each of a license of its own */
    public HeartbeatBench(Path folder, int machines) {
        database = new BenchDatabase(folder);
        room = database.room();
        listener = remember();
        var policy = room.policy(Map.of("term", "P1Y", "maxActivations", 3));
        new Filling(database, room.issue(policy)).add(0, machines);
        installations = installations();
        peer = new CopyPeer(database);
    }

    /** As a server has it: what is in memory is known by notifications, those of its own writes among them. */
    private ChangeListener remember() {
        AtomicReference<@Nullable HotLicenses> held = new AtomicReference<>();
        ChangeListener notified = new ChangeListener(
                room.platform.app(), room.database, room.ids.next(), change -> Objects.requireNonNull(held.get())
                        .changed(change));
        HotLicenses licenses =
                new HotLicenses(room.database, room.clock, System::nanoTime, notified::knownGood, MEMORY_BYTES);
        held.set(licenses);
        room.database.tellOwnChanges(licenses::changed);
        notified.start();
        room.heartbeats.answerFrom(licenses);
        return notified;
    }

    /** {@code [folder] [machines] [callers] [seconds] [rounds]}. */
    public static void main(String[] args) throws InterruptedException {
        int callers = Integer.parseInt(args[2]);
        long seconds = Long.parseLong(args[3]);
        try (HeartbeatBench bench = new HeartbeatBench(Path.of(args[0]), Integer.parseInt(args[1]))) {
            System.out.printf(
                    Locale.ROOT,
                    "The first two heartbeats of each machine, whose license is read into memory meanwhile: %,.0f/s%n%n",
                    bench.warm(callers));
            bench.compare(callers, TimeUnit.SECONDS.toMillis(seconds), Integer.parseInt(args[4]), System.out);
        }
    }

    void compare(int callers, long millis, int rounds, PrintStream out) throws InterruptedException {
        out.println("| round | heartbeats/s | COPY rows/s | ratio |\n| ---: | ---: | ---: | ---: |");
        for (int round = 1; round <= rounds; round++) {
            double beats = 1000.0 * beats(callers, millis) / millis;
            double copied = 1000.0 * peer.copy(installations, millis) / millis;
            out.printf(Locale.ROOT, "| %d | %,.0f | %,.0f | %.2f |%n", round, beats, copied, beats / copied);
        }
    }

    /**
     * Takes two heartbeats of each machine: the first one of a machine makes its license be read anew.
     *
     * @return how many were acknowledged in a second
     */
    double warm(int callers) throws InterruptedException {
        LongAdder acknowledged = new LongAdder();
        AtomicInteger failed = new AtomicInteger();
        AtomicInteger next = new AtomicInteger();
        long begin = System.nanoTime();
        List<Thread> threads = IntStream.range(0, callers)
                .mapToObj(_ -> Thread.startVirtualThread(() -> {
                    for (int i = next.getAndIncrement(); i < 2 * installations.size(); i = next.getAndIncrement()) {
                        beat(installations.get(i % installations.size()), acknowledged, failed);
                    }
                }))
                .toList();
        join(threads, failed);
        return acknowledged.sum() * 1e9 / (System.nanoTime() - begin);
    }

    private static void join(List<Thread> threads, AtomicInteger failed) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        if (failed.get() > 0) {
            throw new IllegalStateException(failed + " heartbeats were not accepted");
        }
    }

    /** How many were acknowledged. Callers are as many as programs that wait for their answer at one time. */
    long beats(int callers, long millis) throws InterruptedException {
        LongAdder acknowledged = new LongAdder();
        AtomicInteger failed = new AtomicInteger();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        List<Thread> threads = IntStream.range(0, callers)
                .mapToObj(_ -> Thread.startVirtualThread(() -> {
                    while (System.nanoTime() < end) {
                        Actor any =
                                installations.get(ThreadLocalRandom.current().nextInt(installations.size()));
                        beat(any, acknowledged, failed);
                    }
                }))
                .toList();
        join(threads, failed);
        return acknowledged.sum();
    }

    private void beat(Actor installation, LongAdder acknowledged, AtomicInteger failed) {
        MachineReference machine = new MachineReference(null, Fingerprint.of("machine of " + installation.name()));
        if (room.heartbeats.beat(installation, machine, VERSION).outcome().valid()) {
            acknowledged.increment();
        } else {
            failed.incrementAndGet();
        }
    }

    /** How many there are in the database. */
    long remembered() {
        return room.database.inEnvironment(room.acme.where(), transaction -> transaction
                .createQuery("select count(*) from license_heartbeats")
                .mapTo(Long.class)
                .one());
    }

    private List<Actor> installations() {
        Map<UUID, String> numbers = room.database.inEnvironment(room.acme.where(), transaction -> transaction
                .createQuery("select id, number from licenses where number like 'BENCH-%'")
                .map((row, _) -> Map.entry(row.getObject("id", UUID.class), row.getString("number")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        return numbers.entrySet().stream()
                .map(license -> new Actor(
                        room.acme.tenant(),
                        Actor.Kind.LICENSE,
                        license.getKey(),
                        license.getValue(),
                        Set.of(),
                        room.acme.scope(),
                        room.acme.origin()))
                .toList();
    }

    @Override
    public void close() {
        listener.close();
        peer.close();
        database.close();
    }
}

package dev.marque.platform.outbox;

import dev.marque.kernel.id.Ids;
import dev.marque.platform.database.Database;
import dev.marque.platform.database.DatabaseUnavailable;
import dev.marque.platform.tenant.TenantId;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Hands events from the outbox to consumers.
 *
 * <p>A tenant's aggregates are spread over 64 lanes; a process leases lanes, reads what is due in them, hands it over
 * and notes the result. So processes share the work, and no two of them work on one aggregate. When a process dies,
 * its lanes are free again after the lease, and what it had not noted is handed over again: at least once, with the
 * same id.
 *
 * <p>An event that fails is tried again ({@link Backoff}); later events of its aggregate wait, those of others do not.
 *
 * <p>Thread-safe. It looks for work instead of being notified: {@code NOTIFY} takes a lock that all commits share.
 */
public final class Relay implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Relay.class.getName());
    /** So that a few events after one another are handed over together: looking for them costs more than they do. */
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);

    /** After a round of so many there are likely to be more. */
    private static final int MANY = 256;

    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final EventQueue queue;
    private final InstantSource clock;
    private final RelaySettings settings;
    private final Map<String, EventConsumer> consumers;
    private final Map<String, RelayCount> counts;
    private final Set<String> opened = ConcurrentHashMap.newKeySet();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    public Relay(
            Database database,
            InstantSource clock,
            Ids ids,
            RelaySettings settings,
            List<? extends EventConsumer> consumers) {
        this.queue = new EventQueue(database, clock, ids, settings);
        this.clock = clock;
        this.settings = settings;
        this.consumers = consumers.stream().collect(Collectors.toUnmodifiableMap(EventConsumer::name, c -> c));
        this.counts = this.consumers.keySet().stream()
                .collect(Collectors.toUnmodifiableMap(name -> name, name -> new RelayCount()));
    }

    /** Starts relaying in this process, until {@link #close()}. */
    public synchronized void start() {
        if (!threads.isEmpty()) {
            return;
        }
        for (EventConsumer consumer : consumers.values()) {
            for (int i = 0; i < settings.loops(); i++) {
                threads.add(Thread.ofVirtual()
                        .name("relay-" + consumer.name() + "-" + i)
                        .start(() -> run(consumer)));
            }
        }
    }

    /** What this process has handed over to a consumer of this relay since it started. */
    public RelayCount count(String consumer) {
        return Objects.requireNonNull(counts.get(consumer), consumer);
    }

    private void run(EventConsumer consumer) {
        Duration pause = SHORTEST_PAUSE;
        try {
            while (!stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = pauseAfter(roundOrLog(consumer), pause);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** None while there is much to do; else a short one, and longer and longer while there is nothing. */
    private Duration pauseAfter(int handled, Duration last) {
        if (handled >= MANY) {
            return Duration.ZERO;
        }
        Duration longer = last.multipliedBy(2);
        return handled > 0 || last.isZero()
                ? SHORTEST_PAUSE
                : longer.compareTo(settings.idle()) > 0 ? settings.idle() : longer;
    }

    private int roundOrLog(EventConsumer consumer) throws InterruptedException {
        try {
            return round(consumer);
        } catch (DatabaseUnavailable away) {
            LOG.log(Level.DEBUG, "Relay of {0} waits for the database", consumer.name());
            return 0;
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Relay of " + consumer.name() + " failed; it goes on", e);
            return 0;
        }
    }

    /** One batch for each tenant with work. Returns how many events were handed over, or failed. */
    private int round(EventConsumer consumer) throws InterruptedException {
        List<TenantId> tenants = new ArrayList<>(queue.tenantsWithWork(consumer.name()));
        // Not always the same first: otherwise a busy vendor would be served before all others.
        Collections.shuffle(tenants);
        int handled = 0;
        for (TenantId tenant : tenants) {
            if (stop.getCount() == 0) {
                return handled;
            }
            if (opened.add(tenant + consumer.name())) {
                queue.openLanes(tenant, consumer.name());
            }
            Optional<Batch> batch = queue.claim(tenant, consumer.name());
            if (batch.isPresent()) {
                handled += handle(consumer, batch.get());
            }
        }
        return handled;
    }

    private int handle(EventConsumer consumer, Batch batch) throws InterruptedException {
        List<Outcome> outcomes = HandOver.of(consumer, batch, settings.batchTime());
        queue.complete(batch, outcomes);
        count(consumer.name()).add(outcomes);
        tellIfAway(consumer, outcomes);
        return outcomes.size();
    }

    /** At most once a minute: with a consumer that is away, every event fails. */
    private void tellIfAway(EventConsumer consumer, List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Failed failed && failed.consumerAway()) {
                if (count(consumer.name()).mayTell(clock.instant())) {
                    LOG.log(
                            Level.WARNING,
                            "The consumer {0} takes no events, which wait: {1}",
                            consumer.name(),
                            failed.error());
                }
                return;
            }
        }
    }

    /** Lets the batches in work end, for a moment, then stops. What was not noted is handed over again by others. */
    @Override
    public synchronized void close() {
        stop.countDown();
        Set<Thread> running = new HashSet<>(threads);
        try {
            for (Thread thread : running) {
                if (!thread.join(STOP_WITHIN)) {
                    thread.interrupt();
                }
            }
        } catch (InterruptedException e) {
            running.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
        threads.clear();
    }
}

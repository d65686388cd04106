package dev.marque.platform.outbox;

import dev.marque.kernel.id.Ids;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.json.Json;
import dev.marque.platform.tenant.Tenant;
import dev.marque.platform.tenant.Tenants;
import dev.marque.platform.testing.PlatformFixture;
import dev.marque.testkit.MovableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** A database with vendors who change things, for tests of those who are told. */
public final class EventWorld implements AutoCloseable {

    /** Quick: a dead process's lanes are free after two seconds. */
    public static final RelaySettings QUICK = new RelaySettings(
            Duration.ofSeconds(2),
            Duration.ofMillis(500),
            16,
            16,
            Duration.ofMillis(20),
            2,
            new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(10), 3));

    public final PlatformFixture fixture = PlatformFixture.of("platform");
    public final Database database = fixture.database();
    public final MovableClock clock = MovableClock.at("2026-11-22T12:00:00Z");
    public final Ids ids = Ids.uuid7(InstantSource.system(), new SecureRandom());
    public final Tenants tenants = new Tenants(database, clock, ids);
    public final ChangeLog changes = new ChangeLog(Json.newMapper(), clock, ids);

    public Tenant tenant(String slug) {
        return tenants.createIfAbsent(slug, slug, ZoneOffset.UTC);
    }

    public Relay relay(EventConsumer... consumers) {
        return relay(database, consumers);
    }

    public Relay relay(Database through, EventConsumer... consumers) {
        return new Relay(through, clock, ids, QUICK, List.of(consumers));
    }

    /** Changes a record so many times, each in a transaction of its own; the events carry numbers from {@code first}. */
    public void change(Tenant tenant, UUID record, int first, int times) {
        Actor actor = Actor.system(tenant.id(), "test");
        for (int i = first; i < first + times; i++) {
            Map<String, Integer> state = Map.of("number", i);
            database.runInTenant(tenant.id(), transaction -> {
                // As services do: the record's lock is held until the commit.
                transaction.execute("select pg_advisory_xact_lock(?)", record.getLeastSignificantBits());
                changes.record(transaction, actor, new Change("license.updated", "license", record, null, state));
            });
        }
    }

    /** Waits until it is so; fails the test after 30 seconds. */
    public static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        Object monitor = new Object();
        synchronized (monitor) {
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() - end > 0) {
                    throw new AssertionError("waited 30 s in vain: " + what);
                }
                monitor.wait(10);
            }
        }
    }

    /** How many events wait for a consumer, in all tenants. */
    public long pending(String consumer) {
        return figures(consumer).pending();
    }

    public EventFigures figures(String consumer) {
        return EventFigures.read(database).getOrDefault(consumer, new EventFigures(consumer, 0, null, 0));
    }

    @Override
    public void close() {
        fixture.close();
    }
}

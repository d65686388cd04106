package dev.marque.platform.outbox;

import dev.marque.platform.tenant.Tenant;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** How many events per second go from PostgreSQL to a consumer in this process. Run by hand; see platform/README.md. */
public final class RelayBench {

    private static final int EVENTS = 50_000;
    private static final int RECORDS = 5_000;

    private RelayBench() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (EventWorld world = new EventWorld()) {
            Tenant acme = world.tenant("acme");
            EventConsumers.register(world.database, Set.of("counter"));
            System.out.printf("written, one statement:   %,9.0f events/s%n", perSecond(() -> write(world, acme)));
            System.out.printf("read, in one query:       %,9.0f events/s%n", perSecond(() -> readAll(world, acme)));
            System.out.printf("queue without guarantees: %,9.0f events/s%n", perSecond(() -> takeAll(world, acme)));
            write(world, acme);
            CountDownLatch all = new CountDownLatch(EVENTS);
            try (Relay relay = new Relay(
                    world.database,
                    InstantSource.system(),
                    world.ids,
                    RelaySettings.STANDARD,
                    List.of(new Counter(all)))) {
                System.out.printf(
                        "relayed:                  %,9.0f events/s%n",
                        perSecond(() -> {
                            relay.start();
                            awaitAll(all);
                        }));
            }
        }
    }

    private static void write(EventWorld world, Tenant tenant) {
        world.database.runInTenant(tenant.id(), transaction -> transaction
                .createUpdate("""
                        with records as (
                            select array_agg(gen_random_uuid()) as ids from generate_series(1, :records))
                        insert into outbox (id, tenant_id, aggregate_type, aggregate_id, type, payload, occurred_at)
                        select gen_random_uuid(), :tenant, 'license', ids[1 + i % :records], 'license.updated',
                               jsonb_build_object('number', i, 'name', repeat('x', 300)), now()
                        from records, generate_series(1, :events) i
                        """)
                .bind("records", RECORDS)
                .bind("events", EVENTS)
                .bind("tenant", tenant.id())
                .execute());
    }

    /** What reading alone costs: all that waits, in order, as the relay reads it. */
    private static void readAll(EventWorld world, Tenant tenant) {
        int read = world.database.inTenant(tenant.id(), transaction -> transaction
                .createQuery("""
                        select d.position, d.attempts, o.id, o.tenant_id, o.type, o.aggregate_type, o.aggregate_id,
                               o.payload, o.occurred_at, o.traceparent
                        from event_deliveries d join outbox o on o.id = d.event_id order by d.position
                        """)
                .mapTo(QueuedEvent.class)
                .list()
                .size());
        check(read);
    }

    /**
     * The least that a queue in PostgreSQL costs: batch by batch, taken and forgotten in one statement by one process. It
     * keeps no order, tries nothing again, and loses what it holds when it dies.
     */
    private static void takeAll(EventWorld world, Tenant tenant) {
        int all = 0;
        int taken;
        do {
            taken = world.database.inTenant(tenant.id(), transaction -> transaction
                    .createQuery("""
                            with taken as (
                                delete from event_deliveries where position in (
                                    select position from event_deliveries order by position limit 1000
                                    for update skip locked)
                                returning position, attempts, event_id)
                            select t.position, t.attempts, o.id, o.tenant_id, o.type, o.aggregate_type,
                                   o.aggregate_id, o.payload, o.occurred_at, o.traceparent
                            from taken t join outbox o on o.id = t.event_id
                            """)
                    .mapTo(QueuedEvent.class)
                    .list()
                    .size());
            all += taken;
        } while (taken > 0);
        check(all);
    }

    private static void check(int events) {
        if (events != EVENTS) {
            throw new IllegalStateException(events + " events instead of " + EVENTS);
        }
    }

    private static void awaitAll(CountDownLatch all) {
        try {
            all.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double perSecond(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return EVENTS * (double) Duration.ofSeconds(1).toNanos() / (System.nanoTime() - start);
    }

    private record Counter(CountDownLatch all) implements EventConsumer {

        @Override
        public String name() {
            return "counter";
        }

        @Override
        public void handle(OutboxEvent event) {
            all.countDown();
        }
    }
}

package dev.marque.platform.audit.chain;

import dev.marque.platform.identity.Actor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** The measurement behind the figures in the README of platform, section "Audit": run its main method. */
final class AuditBench {

    private static final int WRITES = 2_000;
    private static final int WARM_UP = 500;
    private static final int BACKLOG = 40_000;

    private AuditBench() {}

    public static void main(String[] args) throws InterruptedException {
        try (AuditFixture fixture = new AuditFixture()) {
            Actor actor = fixture.newTenant();
            fixture.write(actor, WARM_UP);
            fixture.seal(actor);
            System.out.printf("write, nobody seals:       %4d µs%n", microsPerWrite(fixture, actor));
            fixture.seal(actor);
            System.out.printf("write, a sealer at work:   %4d µs%n", microsPerWriteWhileSealing(fixture, actor));
            fixture.tamper("drop index audit_logs_actor, audit_logs_request, audit_logs_time");
            System.out.printf("write, as it was before:   %4d µs%n", microsPerWrite(fixture, actor));
            backlog(fixture, fixture.newTenant());
        }
    }

    /** Sealing and verifying many rows, beside what reading them costs, and reading and hashing them. */
    private static void backlog(AuditFixture fixture, Actor actor) {
        for (int i = 0; i < BACKLOG / WRITES; i++) {
            fixture.database.runInTenant(actor.tenant(), transaction -> {
                for (int row = 0; row < WRITES; row++) {
                    fixture.write(transaction, actor, row);
                }
            });
        }
        long start = System.nanoTime();
        int sealed = fixture.seal(actor);
        System.out.printf("sealing a backlog:      %7d rows/s%n", perSecond(sealed, start));
        start = System.nanoTime();
        Verification verification = fixture.verify(actor);
        System.out.printf("verifying:              %7d rows/s%n", perSecond(verification.to(), start));
        start = System.nanoTime();
        System.out.printf("reading, hashing:       %7d rows/s%n", perSecond(readAndHash(fixture, actor), start));
    }

    /** As rows come from one query, and without a chain. */
    private static long readAndHash(AuditFixture fixture, Actor actor) {
        return fixture.database.inTenant(actor.tenant(), transaction -> {
            try (Stream<AuditRow> rows = transaction
                    .createQuery("select " + String.join(", ", AuditRow.COLUMNS) + " from audit_logs order by id")
                    .setFetchSize(WRITES)
                    .mapTo(AuditRow.class)
                    .stream()) {
                return rows.map(AuditRow::hash).count();
            }
        });
    }

    private static long microsPerWriteWhileSealing(AuditFixture fixture, Actor actor) throws InterruptedException {
        AtomicBoolean writing = new AtomicBoolean(true);
        Thread sealer = Thread.ofPlatform().start(() -> {
            while (writing.get()) {
                fixture.seal(actor);
            }
        });
        long micros = microsPerWrite(fixture, actor);
        writing.set(false);
        sealer.join();
        return micros;
    }

    private static long microsPerWrite(AuditFixture fixture, Actor actor) {
        long start = System.nanoTime();
        fixture.write(actor, WRITES);
        return (System.nanoTime() - start) / 1_000 / WRITES;
    }

    private static long perSecond(long count, long start) {
        return count * 1_000_000_000L / (System.nanoTime() - start);
    }
}

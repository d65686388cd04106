package dev.marque.platform.audit.chain;

import dev.marque.platform.identity.Actor;
import java.util.concurrent.atomic.AtomicBoolean;

/** The measurement behind the figures in the README of platform, section "Audit": run its main method. */
final class AuditBench {

    private static final int WRITES = 2_000;
    private static final int WARM_UP = 500;

    private AuditBench() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws InterruptedException {
        try (AuditFixture fixture = new AuditFixture()) {
            Actor actor = fixture.newTenant();
            fixture.write(actor, WARM_UP);
            fixture.seal(actor);
            System.out.printf("write, nobody seals:       %4d µs%n", microsPerWrite(fixture, actor));
            long start = System.nanoTime();
            int sealed = fixture.seal(actor);
            System.out.printf("sealing a backlog:         %4d rows/s%n", perSecond(sealed, start));
            System.out.printf("write, a sealer at work:   %4d µs%n", microsPerWriteWhileSealing(fixture, actor));
            start = System.nanoTime();
            Verification verification = fixture.verify(actor);
            System.out.printf("verifying:                 %4d rows/s%n", perSecond(verification.to(), start));
            fixture.tamper("drop index audit_logs_actor, audit_logs_request, audit_logs_time");
            System.out.printf("write, as it was before:   %4d µs%n", microsPerWrite(fixture, actor));
        }
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

package dev.marque.platform.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.platform.database.Database;
import dev.marque.platform.database.DatabaseUnavailable;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.testing.Backends;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Two processes seal one tenant, and the server ends their transactions at random moments, as if they were killed. */
class SealersDieTest {

    private static final int WRITERS = 2;
    private static final int KILLS = 20;

    @Test
    void whoeverDiesWhileTwoSealEveryRowIsInTheChainOnce() throws InterruptedException {
        Random random = new Random(20261123);
        try (AuditFixture fixture = new AuditFixture();
                Database one = Database.open(fixture.platform.app(), 1);
                Database two = Database.open(fixture.platform.app(), 1);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Actor actor = fixture.newTenant();
            AtomicBoolean working = new AtomicBoolean(true);
            for (int writer = 0; writer < WRITERS; writer++) {
                threads.execute(() -> whileTrue(working, () -> fixture.write(actor, 1)));
            }
            for (Database database : List.of(one, two)) {
                Sealer sealer = new Sealer(database, fixture.tenants, fixture.clock);
                threads.execute(() -> whileTrue(working, () -> sealer.seal(actor.tenant(), Sealer.LOOK_BACK)));
            }
            int ended = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                LockSupport.parkNanos(20_000_000 + random.nextInt(60_000_000));
                ended += Backends.terminate(fixture.platform.testDatabase());
            }
            working.set(false);
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

            assertThat(ended).as("transactions that were ended").isGreaterThan(KILLS / 3);
            isOneChain(fixture, actor);
            System.out.println("SealersDieTest: " + ended + " transactions ended");
        }
    }

    /** Seen through connections that nobody ended. */
    private static void isOneChain(AuditFixture fixture, Actor actor) {
        try (Database database = Database.open(fixture.platform.app(), 1)) {
            new Sealer(database, fixture.tenants, fixture.clock).seal(actor.tenant(), Sealer.LOOK_BACK);
            Verification verification =
                    new Verifier(database, fixture.checkpoints, fixture.clock).verify(actor.tenant(), List.of());
            long rows = database.inTenant(actor.tenant(), transaction -> transaction
                    .createQuery("select count(*) from audit_logs")
                    .mapTo(Long.class)
                    .one());
            assertThat(verification.findings()).isEmpty();
            assertThat(verification.unsealed()).isZero();
            assertThat(verification.to()).isEqualTo(rows).isGreaterThan(KILLS);
        }
    }

    /** Whoever is cut off begins anew: a row more does no harm here. */
    private static void whileTrue(AtomicBoolean working, Runnable work) {
        while (working.get()) {
            try {
                work.run();
            } catch (DatabaseUnavailable cutOff) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }
}

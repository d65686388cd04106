package dev.marque.platform.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.platform.database.Database;
import dev.marque.platform.database.DatabaseUnavailable;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.testing.Backends;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Two processes seal one tenant, and the server ends their transactions at random moments, as if they were killed. */
class SealersDieTest {

    private static final int WRITERS = 2;
    private static final int ROWS_EACH = 150;

    @Test
    void whoeverDiesWhileTwoSealEveryRowIsInTheChainOnce() throws InterruptedException {
        Random random = new Random(20261123);
        try (AuditFixture fixture = new AuditFixture();
                Database one = Database.open(fixture.platform.app(), 1);
                Database two = Database.open(fixture.platform.app(), 1);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Actor actor = fixture.newTenant();
            CountDownLatch writing = new CountDownLatch(WRITERS);
            for (int writer = 0; writer < WRITERS; writer++) {
                threads.execute(() -> {
                    write(fixture, actor);
                    writing.countDown();
                });
            }
            threads.execute(() -> seal(fixture, one, actor, writing));
            threads.execute(() -> seal(fixture, two, actor, writing));
            int kills = 0;
            while (!writing.await(5L + random.nextInt(40), TimeUnit.MILLISECONDS)) {
                kills += Backends.terminate(fixture.platform.testDatabase());
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            assertThat(kills).as("transactions that were ended").isGreaterThan(10);

            isOneChain(fixture, actor);
            System.out.println("SealersDieTest: " + kills + " transactions ended");
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
            assertThat(verification.to()).isEqualTo(rows).isGreaterThanOrEqualTo(WRITERS * ROWS_EACH);
        }
    }

    /** Whoever is cut off writes again: a row more does no harm here. */
    private static void write(AuditFixture fixture, Actor actor) {
        for (int row = 0; row < ROWS_EACH; row++) {
            boolean written = false;
            while (!written) {
                written = unlessCutOff(() -> fixture.write(actor, 1));
            }
        }
    }

    private static void seal(AuditFixture fixture, Database database, Actor actor, CountDownLatch writing) {
        Sealer sealer = new Sealer(database, fixture.tenants, fixture.clock);
        while (writing.getCount() > 0) {
            unlessCutOff(() -> sealer.seal(actor.tenant(), Sealer.LOOK_BACK));
        }
    }

    private static boolean unlessCutOff(Runnable work) {
        try {
            work.run();
            return true;
        } catch (DatabaseUnavailable cutOff) {
            LockSupport.parkNanos(1_000_000);
            return false;
        }
    }
}

package dev.marque.platform.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.platform.identity.Actor;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SealerTest {

    private static final AuditFixture fixture = new AuditFixture();

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void eachRowIsSealedOnce() {
        Actor actor = fixture.newTenant();
        fixture.write(actor, 3);

        assertThat(fixture.seal(actor)).isEqualTo(3);
        assertThat(fixture.seal(actor)).isZero();

        Verification verification = fixture.verify(actor);
        assertThat(verification.intact()).isTrue();
        assertThat(verification.to()).isEqualTo(3);
    }

    @Test
    void aTenantWithoutRowsIsIntact() {
        Verification verification = fixture.verify(fixture.newTenant());

        assertThat(verification.intact()).isTrue();
        assertThat(verification.from()).isEqualTo(1);
        assertThat(verification.to()).isZero();
    }

    @Test
    void aRowThatIsCommittedAfterLaterOnesIsSealedAfterThem() throws Exception {
        Actor actor = fixture.newTenant();
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch othersAreSealed = new CountDownLatch(1);
        try (ExecutorService slow = Executors.newSingleThreadExecutor()) {
            Future<?> late = slow.submit(() -> fixture.database.runInTenant(actor.tenant(), transaction -> {
                fixture.write(transaction, actor, 1);
                written.countDown();
                await(othersAreSealed);
            }));
            await(written);
            fixture.write(actor, 2);
            assertThat(fixture.seal(actor)).isEqualTo(2);
            othersAreSealed.countDown();
            late.get(10, TimeUnit.SECONDS);
        }

        assertThat(fixture.seal(actor)).isEqualTo(1);
        assertThat(fixture.verify(actor).intact()).isTrue();
    }

    @Test
    void aRowOfAVeryLongTransactionIsSealedByTheLongLook() throws Exception {
        Actor actor = fixture.newTenant();
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch othersAreSealed = new CountDownLatch(1);
        try (ExecutorService slow = Executors.newSingleThreadExecutor()) {
            Future<?> late = slow.submit(() -> fixture.database.runInTenant(actor.tenant(), transaction -> {
                fixture.write(transaction, actor, 1);
                written.countDown();
                await(othersAreSealed);
            }));
            await(written);
            fixture.clock.advance(Duration.ofMinutes(50));
            fixture.write(actor, 2);
            assertThat(fixture.seal(actor)).isEqualTo(2);
            othersAreSealed.countDown();
            late.get(10, TimeUnit.SECONDS);
        }

        assertThat(fixture.seal(actor)).isZero();
        assertThat(fixture.verify(actor).unsealed()).isEqualTo(1);
        assertThat(fixture.sealer.seal(actor.tenant(), Sealer.LONG_LOOK_BACK)).isEqualTo(1);
        assertThat(fixture.verify(actor).intact()).isTrue();
    }

    @Test
    void whatWasWrittenWhileNobodySealedIsSealedWhole() {
        Actor actor = fixture.newTenant();
        fixture.write(actor, 1);
        fixture.seal(actor);
        for (int hour = 0; hour < 5; hour++) {
            fixture.database.runInTenant(actor.tenant(), transaction -> {
                for (int i = 0; i < 500; i++) {
                    fixture.write(transaction, actor, i);
                }
            });
            fixture.clock.advance(Duration.ofHours(1));
        }

        assertThat(fixture.seal(actor)).isEqualTo(2_500);
        assertThat(fixture.verify(actor).intact()).isTrue();
    }

    @Test
    void aClockThatRanAheadForAWhileHidesNoRows() {
        Actor actor = fixture.newTenant();
        fixture.write(actor, 1);
        fixture.clock.advance(Duration.ofHours(30));
        fixture.write(actor, 1);
        fixture.clock.advance(Duration.ofHours(-30));
        fixture.seal(actor);
        fixture.writeInAnotherProcess(actor, 3);

        assertThat(fixture.seal(actor)).isEqualTo(3);
        assertThat(fixture.verify(actor).intact()).isTrue();
    }

    @Test
    void writersAndSealersOfOneTenantAtOnceMakeOneChain() throws Exception {
        Actor actor = fixture.newTenant();
        try (ExecutorService all = Executors.newFixedThreadPool(6)) {
            for (int writer = 0; writer < 4; writer++) {
                all.submit(() -> fixture.write(actor, 100));
            }
            for (int sealer = 0; sealer < 2; sealer++) {
                all.submit(() -> {
                    while (fixture.count(actor, "audit_seals") < 400) {
                        fixture.seal(actor);
                    }
                });
            }
            all.shutdown();
            assertThat(all.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }

        Verification verification = fixture.verify(actor);
        assertThat(verification.findings()).isEmpty();
        assertThat(verification.to()).isEqualTo(400);
        assertThat(verification.unsealed()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

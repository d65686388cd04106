package dev.marque.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.platform.testing.PlatformFixture;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnsTest {

    private static final Duration LONG = Duration.ofSeconds(50);

    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void noMoreRunAtOnceThanMay() {
        Turns turns = new Turns(2, LONG);
        CompletableFuture<?> first = occupy(turns);
        CompletableFuture<?> second = occupy(turns);
        CompletableFuture<?> third = CompletableFuture.runAsync(() -> turns.inTurn(() -> true), THREADS);
        while (turns.waiting() != 1) {
            Thread.onSpinWait();
        }

        end.countDown();

        CompletableFuture.allOf(first, second, third).join();
        assertThat(turns.waiting()).isZero();
    }

    @Test
    void whoComesFirstIsServedFirst() {
        Turns turns = new Turns(1, LONG);
        ConcurrentLinkedQueue<Integer> served = new ConcurrentLinkedQueue<>();
        occupy(turns);
        List<CompletableFuture<Boolean>> others = IntStream.range(0, 5)
                .mapToObj(number -> {
                    CompletableFuture<Boolean> other =
                            CompletableFuture.supplyAsync(() -> turns.inTurn(() -> served.add(number)), THREADS);
                    while (turns.waiting() != number + 1) {
                        Thread.onSpinWait();
                    }
                    return other;
                })
                .toList();

        end.countDown();

        others.forEach(CompletableFuture::join);
        assertThat(served).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void whoWaitsTooLongIsToldSo() {
        Turns turns = new Turns(1, Duration.ofMillis(50));
        CompletableFuture<?> first = occupy(turns);

        assertThatThrownBy(() -> turns.inTurn(() -> true))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("in use");

        end.countDown();
        first.join();
        assertThat(turns.inTurn(() -> true)).isTrue();
        assertThat(turns.waiting()).isZero();
    }

    @Test
    void whatFailedGivesItsTurnBack() {
        Turns turns = new Turns(1, LONG);

        assertThatThrownBy(() -> turns.inTurn(() -> {
                    throw new IllegalStateException("failed");
                }))
                .hasMessage("failed");

        assertThat(turns.inTurn(() -> true)).isTrue();
    }

    @Test
    void aDatabaseIsKnownToAnswerWhileAllOfThePoolIsInUse() {
        try (PlatformFixture fixture = PlatformFixture.of("platform");
                Database database = Database.open(fixture.app(), 1)) {
            database.runWithoutTenant(_ -> {
                CompletableFuture<Void> waits =
                        CompletableFuture.runAsync(() -> database.runWithoutTenant(_ -> {}), THREADS);
                while (database.poolFigures().waiting() != 1) {
                    Thread.onSpinWait();
                }
                assertThat(CompletableFuture.supplyAsync(database::ready, THREADS)
                                .join())
                        .isTrue();
                assertThat(waits).isNotDone();
            });
        }
    }

    /** Returns once it has its turn, which it keeps until the end. */
    private CompletableFuture<Void> occupy(Turns turns) {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Void> occupation = CompletableFuture.runAsync(
                () -> turns.inTurn(() -> {
                    begun.countDown();
                    await(end);
                    return true;
                }),
                THREADS);
        await(begun);
        return occupation;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.marque.platform.outbox;

import dev.marque.platform.observe.TraceContext;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Hands a batch to a consumer: aggregates side by side, the events of each one after the other. */
final class HandOver {

    private static final Duration LONGEST_CALL = Duration.ofSeconds(10);

    private final EventConsumer consumer;
    private final long deadlineNanos;
    private final Semaphore slots;
    private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();

    private HandOver(EventConsumer consumer, Duration batchTime) {
        this.consumer = consumer;
        this.deadlineNanos = System.nanoTime() + batchTime.toNanos();
        this.slots = new Semaphore(consumer.atOnce());
    }

    /** What came of each event that was tried, in the time that there is for a batch. */
    static List<Outcome> of(EventConsumer consumer, Batch batch, Duration batchTime) throws InterruptedException {
        if (!consumer.wantsAnyOf(batch.tenant())) {
            return batch.events().stream().<Outcome>map(Outcome.Delivered::new).toList();
        }
        HandOver handOver = new HandOver(consumer, batchTime);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            batch.chains().forEach(chain -> threads.execute(() -> handOver.chain(chain)));
            threads.shutdown();
            if (!threads.awaitTermination(batchTime.plus(LONGEST_CALL).toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } finally {
            threads.shutdownNow();
        }
        return List.copyOf(handOver.outcomes);
    }

    private void chain(List<QueuedEvent> chain) {
        try {
            slots.acquire();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            for (QueuedEvent queued : chain) {
                if (System.nanoTime() - deadlineNanos > 0 || !handedOver(queued)) {
                    return;
                }
            }
        } finally {
            slots.release();
        }
    }

    /** Whether the next one may follow. */
    private boolean handedOver(QueuedEvent queued) {
        try {
            if (consumer.wants(queued.type())) {
                TraceContext.continued(
                        queued.traceparent(), consumer.name() + " " + queued.type(), SpanKind.CONSUMER, () -> {
                            consumer.handle(queued.event());
                            return true;
                        });
            }
            outcomes.add(new Outcome.Delivered(queued));
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            outcomes.add(Outcome.Failed.of(queued, stopped));
            return false;
        } catch (Exception | LinkageError | StackOverflowError e) {
            outcomes.add(Outcome.Failed.of(queued, e));
            return false;
        }
    }
}

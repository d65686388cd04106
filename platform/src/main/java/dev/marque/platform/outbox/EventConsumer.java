package dev.marque.platform.outbox;

import dev.marque.platform.tenant.TenantId;

/**
 * Somebody who is told what happened. Each consumer has its own progress: one that fails or is slow holds up nobody
 * else. Events of one aggregate come one after the other, in order; events of different aggregates at the same time.
 */
public interface EventConsumer {

    /** Stable and never reused: under this name the progress is kept. A-z in lower case, digits, hyphens. */
    String name();

    /** Whether it wants events of this type. What it does not want counts as handed over. */
    default boolean wants(String type) {
        return true;
    }

    /**
     * Whether it wants any event of the tenant now; asked once for many events. If not, they count as handed over, as those
     * that it does not {@link #wants want}.
     */
    default boolean wantsAnyOf(TenantId tenant) {
        return true;
    }

    /** How many events may be handed over at once, 1 to 256. Each may take a connection, so choose it small. */
    default int atOnce() {
        return 4;
    }

    /**
     * Takes an event. Called outside any transaction, from a virtual thread, and for the same event more than once if
     * a process dies at the wrong moment: so it must be idempotent by {@link OutboxEvent#id()}. It returns within
     * 10 seconds; one that does not is interrupted.
     *
     * @throws ConsumerUnavailable if no event can be taken now; the event waits until one can
     * @throws Exception for whatever else went wrong; the event is tried again later, and becomes a dead letter after
     *     {@link Backoff#attempts()} failures
     */
    void handle(OutboxEvent event) throws Exception;
}

package dev.marque.platform.outbox;

import dev.marque.platform.database.DatabaseUnavailable;

/** What came of handing an event over. An event that was not tried has none. */
sealed interface Outcome {

    QueuedEvent queued();

    record Delivered(QueuedEvent queued) implements Outcome {}

    /**
     * @param error what went wrong, for whoever looks at dead letters
     * @param consumerAway whether it was not about the event: then it is tried again however often it has failed
     */
    record Failed(QueuedEvent queued, String error, boolean consumerAway) implements Outcome {

        private static final int LONGEST_ERROR = 500;

        static Failed of(QueuedEvent queued, Throwable cause) {
            String text = (cause.getClass().getSimpleName() + ": " + cause.getMessage()).replace('\0', ' ');
            return new Failed(
                    queued,
                    text.substring(0, Math.min(text.length(), LONGEST_ERROR)),
                    cause instanceof ConsumerUnavailable || cause instanceof DatabaseUnavailable);
        }
    }
}

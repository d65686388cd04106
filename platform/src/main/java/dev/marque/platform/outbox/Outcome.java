package dev.marque.platform.outbox;

/** What came of handing an event over. An event that was not tried has none. */
sealed interface Outcome {

    QueuedEvent queued();

    record Delivered(QueuedEvent queued) implements Outcome {}

    /** @param error what went wrong, for whoever looks at dead letters */
    record Failed(QueuedEvent queued, String error) implements Outcome {

        private static final int LONGEST_ERROR = 500;

        static Failed of(QueuedEvent queued, Throwable cause) {
            String text = (cause.getClass().getSimpleName() + ": " + cause.getMessage()).replace('\0', ' ');
            return new Failed(queued, text.substring(0, Math.min(text.length(), LONGEST_ERROR)));
        }
    }
}

package dev.marque.licensing.hot;

/** What many licenses have in common, read once for all of them. Thread-safe. */
abstract class Part {

    private final long readAt;
    private volatile boolean changed;

    /** @param readAt from before the reading began ({@link System#nanoTime}) */
    Part(long readAt) {
        this.readAt = readAt;
    }

    final long readAt() {
        return readAt;
    }

    /** Nobody may use it from now on. */
    final void isChanged() {
        changed = true;
    }

    final boolean unchanged() {
        return !changed;
    }
}

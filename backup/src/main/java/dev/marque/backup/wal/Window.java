package dev.marque.backup.wal;

import java.time.Instant;

/** The server can be put back to any moment from {@code from} to {@code until}, both included. */
public record Window(Instant from, Instant until) {

    boolean contains(Instant moment) {
        return !moment.isBefore(from) && !moment.isAfter(until);
    }

    /** As an ISO 8601 interval. */
    String text() {
        return from + "/" + until;
    }

    static Window parse(String text) {
        int slash = text.indexOf('/');
        return new Window(Instant.parse(text.substring(0, slash)), Instant.parse(text.substring(slash + 1)));
    }
}

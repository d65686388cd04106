package dev.marque.sdk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking about a seat.
 *
 * @param done whether it is as was asked for
 * @param code {@code GRANTED}, {@code NO_SEAT_FREE}, {@code BORROWED}, … as docs/floating-licenses.md lists them, or
 *     {@code UNREACHABLE}
 * @param message for people, in English
 * @param position in the queue; 0 if the program does not wait
 * @param holdsUntil until when the seat holds if it is not renewed; null if there is none
 */
public record SeatAnswer(
        boolean done,
        String code,
        String message,
        int position,
        @Nullable Instant holdsUntil) {

    /** There was no answer. */
    public static final String UNREACHABLE = "UNREACHABLE";
}

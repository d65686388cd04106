package dev.marque.sdk;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a program takes its seat of a floating license. Which of user and process tells holders apart is for the license to
 * say.
 *
 * @param atStart whether the seat is taken when the program starts, or with {@link Marque#acquireSeat()}
 * @param user who works; null if nobody is named
 * @param process what tells this process from others on the same machine; null for its id
 * @param group whose seats; null for none
 * @param queue whether to wait in the queue when all seats are taken
 * @param unreachableFor how long a seat goes on to count while the server is out of reach; zero for not at all
 */
public record SeatOptions(
        boolean atStart,
        @Nullable String user,
        @Nullable String process,
        @Nullable String group,
        boolean queue,
        Duration unreachableFor) {

    /** A day without the server stops nobody; a machine that stays away for longer has given up its seat. */
    public static final Duration DEFAULT_UNREACHABLE = Duration.ofDays(1);

    public SeatOptions {
        if (unreachableFor.isNegative()) {
            throw new IllegalArgumentException("a time out of reach is not negative");
        }
    }

    /** A seat for this process, taken at the start, without waiting. */
    public static SeatOptions standard() {
        return new SeatOptions(true, null, null, null, false, DEFAULT_UNREACHABLE);
    }

    /** Taken with {@link Marque#acquireSeat()} only. */
    public SeatOptions onDemand() {
        return new SeatOptions(false, user, process, group, queue, unreachableFor);
    }

    public SeatOptions forUser(String name) {
        return new SeatOptions(atStart, name, process, group, queue, unreachableFor);
    }

    public SeatOptions forProcess(String name) {
        return new SeatOptions(atStart, user, name, group, queue, unreachableFor);
    }

    public SeatOptions ofGroup(String name) {
        return new SeatOptions(atStart, user, process, name, queue, unreachableFor);
    }

    public SeatOptions waiting() {
        return new SeatOptions(atStart, user, process, group, true, unreachableFor);
    }

    public SeatOptions whileUnreachable(Duration longest) {
        return new SeatOptions(atStart, user, process, group, queue, longest);
    }
}

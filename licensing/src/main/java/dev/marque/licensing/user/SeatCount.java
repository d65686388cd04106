package dev.marque.licensing.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the seats of a license stand.
 *
 * @param total how many there are
 * @param taken by people who are assigned or invited, and those that cool off; more than {@code total} after that was
 *     lowered
 * @param availableAt when a seat will be free by time alone; null if one is free now, or none will be
 */
public record SeatCount(int total, int taken, @Nullable Instant availableAt) {

    public boolean full() {
        return taken >= total;
    }
}

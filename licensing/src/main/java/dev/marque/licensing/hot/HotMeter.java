package dev.marque.licensing.hot;

import dev.marque.licensing.validation.OpenMeters.Period;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A period of a meter.
 *
 * @param held reservations; null for none
 */
record HotMeter(
        String meter,
        long used,
        @Nullable Instant endsAt,
        @Nullable List<Held> held) {

    /** One of them. */
    record Held(long amount, Instant expiresAt) {}

    boolean isOpenAt(Instant now) {
        return endsAt == null || endsAt.isAfter(now);
    }

    Period at(Instant now) {
        long reserved = HotColumn.orNone(held).stream()
                .filter(reservation -> reservation.expiresAt().isAfter(now))
                .mapToLong(Held::amount)
                .sum();
        return new Period(meter, used, reserved, endsAt);
    }
}

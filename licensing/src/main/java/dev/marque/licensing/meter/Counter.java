package dev.marque.licensing.meter;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a meter counted in one period.
 *
 * @param endsAt the first instant that no longer belongs to it; null for never
 * @param reserved of reservations that nobody settled, those included that have expired since the row was last changed
 * @param peak the most that was used at once
 * @param warned the highest number that was told of
 */
public record Counter(
        UUID id,
        UUID licenseId,
        String meter,
        Instant startsAt,
        @Nullable Instant endsAt,
        long used,
        long reserved,
        long peak,
        long warned) {

    static Counter fresh(UUID id, UUID licenseId, String meter, ResetPeriod period) {
        return new Counter(id, licenseId, meter, period.startsAt(), period.endsAt(), 0, 0, 0, 0);
    }

    boolean isOver(Instant now) {
        return endsAt != null && !now.isBefore(endsAt);
    }

    Counter using(long amount) {
        return new Counter(id, licenseId, meter, startsAt, endsAt, amount, reserved, Math.max(peak, amount), warned);
    }

    Counter reserving(long amount) {
        return new Counter(id, licenseId, meter, startsAt, endsAt, used, amount, peak, warned);
    }

    Counter warnedOf(long level) {
        return new Counter(id, licenseId, meter, startsAt, endsAt, used, reserved, peak, level);
    }
}

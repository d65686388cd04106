package dev.marque.licensing.meter;

import dev.marque.licensing.license.License;
import dev.marque.licensing.validation.MeterUse;
import dev.marque.platform.change.Change;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What the event {@code meter.threshold-reached} tells.
 *
 * @param level the number that was reached
 */
record ThresholdReached(UUID licenseId, String licenseNumber, Instant periodStartsAt, long level, MeterUse meter) {

    /** The changes that tell of each threshold that a meter {@link HeldMeter#reached has reached}. */
    static List<Change> changes(HeldMeter held) {
        License license = held.license();
        Counter counter = held.counter();
        return held.reached().stream()
                .map(level -> new Change(
                        "meter.threshold-reached",
                        "meter",
                        counter.id(),
                        null,
                        new ThresholdReached(license.id(), license.number(), counter.startsAt(), level, held.use())))
                .toList();
    }
}

package dev.marque.licensing.meter;

import dev.marque.licensing.validation.MeterUse;
import java.time.Instant;
import java.util.UUID;

/**
 * What the event {@code meter.threshold-reached} tells.
 *
 * @param level the number that was reached
 */
record ThresholdReached(UUID licenseId, String licenseNumber, Instant periodStartsAt, long level, MeterUse meter) {}

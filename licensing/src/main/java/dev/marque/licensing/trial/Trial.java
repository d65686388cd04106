package dev.marque.licensing.trial;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a license that is a trial.
 *
 * @param email of the person it was issued to; null if none was told, or it was forgiven
 * @param startedAt when its first machine was activated; null until then
 * @param machines on how many it was begun, also those that gave their seat back
 * @param extensions how often it was extended
 */
public record Trial(
        UUID licenseId, @Nullable String email, @Nullable Instant startedAt, int machines, int extensions) {}

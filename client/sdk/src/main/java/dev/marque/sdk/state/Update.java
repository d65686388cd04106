package dev.marque.sdk.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The program has to be updated, now or later. */
public record Update(String minimumVersion, @Nullable Instant requiredFrom, String message) {}

package dev.marque.licensing.offline;

import dev.marque.licensing.activation.Seating;
import dev.marque.licensing.file.CheckedOut;
import org.jspecify.annotations.Nullable;

/**
 * What came of a request that somebody brought.
 *
 * @param file the answer to bring back; null when the seat is refused
 */
public record OfflineSeat(Seating seating, @Nullable CheckedOut file) {}

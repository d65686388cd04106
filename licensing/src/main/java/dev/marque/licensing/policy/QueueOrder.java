package dev.marque.licensing.policy;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who of those that wait for a seat comes first. */
@Schema(description = "Who of those that wait for a seat comes first.")
public enum QueueOrder {
    /** Who has waited longest. */
    FIFO,
    /** Who came last. */
    LIFO,
    /** Whose lot says so: it is drawn when they join, and kept with their place. */
    RANDOM
}

package dev.marque.platform.webhook;

/** Whether an endpoint is being delivered to. */
public enum Circuit {
    /** It works, or has failed fewer than five times in a row. */
    CLOSED,
    /** It has failed five times in a row or more; nothing is sent before the next attempt is due. */
    OPEN,
    /** The next attempt is due: one message is tried. If it arrives, the circuit closes. */
    HALF_OPEN
}

package dev.marque.licensing.lease;

/** What came of a call about a lease, in one word. Names are stable: programs in the field compare them. */
public enum LeaseCode {
    GRANTED(true),
    RENEWED(true),
    RELEASED(true),
    BORROWED(true),
    RETURNED(true),
    /** A seat is kept for the one who waits: it is given to them when they acquire it. */
    SEAT_READY(true),
    LEFT_QUEUE(true),
    WAITING(false),
    NOT_WAITING(false),
    NO_SEAT_FREE(false),
    GROUP_UNKNOWN(false),
    LEASE_ENDED(false),
    STILL_BORROWED(false),
    NOT_BORROWED(false),
    BORROWING_NOT_ALLOWED(false),
    BORROWING_TOO_LONG(false),
    NOT_FLOATING(false),
    /** This is an edge server whose license file does not let it give seats: the detail says why. */
    EDGE_CLOSED(false),
    /** The license itself may not be used; its own code says why. */
    LICENSE_REFUSED(false);

    private final boolean done;

    LeaseCode(boolean done) {
        this.done = done;
    }

    /** Whether what was asked for was done. */
    public boolean done() {
        return done;
    }
}

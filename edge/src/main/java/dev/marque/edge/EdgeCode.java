package dev.marque.edge;

/** Whether a server at a customer gives seats, and why not. Names are stable: programs and scripts compare them. */
public enum EdgeCode {
    OPEN(true),
    /** Seats are given, but the file ends soon: bring a new one, or let the server reach the vendor's. */
    OFFLINE_GRACE(true),
    /** This is the vendor's own server. */
    NOT_AN_EDGE(false),
    NO_LICENSE_KEY(false),
    NO_VENDOR_KEYS(false),
    NO_FILE(false),
    FILE_UNREADABLE(false),
    /** No key of the vendor's has signed it, or it was changed since. */
    FILE_NOT_GENUINE(false),
    /** For another server, or for another license. */
    FILE_FOR_ANOTHER(false),
    /** A later file was here already. */
    FILE_OLDER(false),
    FILE_EXPIRED(false),
    NOT_FLOATING(false),
    /** What the administrator set aside for groups is more than the license has. */
    GROUPS_DO_NOT_FIT(false),
    /** The clock is behind a time that has passed already. */
    CLOCK_BEHIND(false);

    private final boolean open;

    EdgeCode(boolean open) {
        this.open = open;
    }

    /** Whether seats are given. */
    public boolean open() {
        return open;
    }
}

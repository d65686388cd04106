package dev.marque.edge.usage;

/** Whether a report need not come again. Names are stable: servers in the field compare them. */
public enum ReceivedCode {
    /** All of its hours are kept, now or since an earlier report. */
    RECEIVED(true),
    /** The license is not active on a server with that fingerprint. */
    EDGE_UNKNOWN(false);

    private final boolean done;

    ReceivedCode(boolean done) {
        this.done = done;
    }

    public boolean done() {
        return done;
    }
}

package dev.marque.licensing.user;

/** What came of a call about a named user, in one word. Names are stable: programs in the field compare them. */
public enum UserCode {
    INVITED(true),
    ASSIGNED(true),
    RELEASED(true),
    ALREADY_ASSIGNED(false),
    /** {@code availableAt} says when there will be one by time alone. */
    NO_SEAT_FREE(false),
    INVITATION_UNKNOWN(false),
    INVITATION_EXPIRED(false),
    /** The person has no seat that could be given up. */
    NOT_ASSIGNED(false),
    SELF_SERVICE_NOT_ALLOWED(false),
    DOMAIN_NOT_ALLOWED(false),
    NO_NAMED_USERS(false),
    /** The license itself may not be used; its own code says why. */
    LICENSE_REFUSED(false);

    private final boolean done;

    UserCode(boolean done) {
        this.done = done;
    }

    /** Whether what was asked for was done. */
    public boolean done() {
        return done;
    }
}

package dev.marque.sdk;

/** The license may be used, and allows less of something. */
public final class LimitExceededException extends LicenseException {

    private static final long serialVersionUID = 1;

    private final String limit;
    private final long allowed;

    public LimitExceededException(String limit, long allowed, long wanted) {
        super("LIMIT_EXCEEDED", "The license allows " + allowed + " of \"" + limit + "\", not " + wanted + ".");
        this.limit = limit;
        this.allowed = allowed;
    }

    /** The limit's name. */
    public String limit() {
        return limit;
    }

    /** How much the license allows. */
    public long allowed() {
        return allowed;
    }
}

package dev.marque.platform.identity;

/** How far into the tenant's records somebody sees. Each reach holds what the one before it holds. */
public enum Reach {
    /** Records that one owns, or is the customer of; for a license key, the license itself. */
    OWN,
    /** And those of one's team. */
    TEAM,
    /** And those of one's partner. */
    PARTNER,
    /** Everything in the tenant. */
    ALL;

    /** Whether this one holds everything that the other holds. */
    public boolean covers(Reach other) {
        return compareTo(other) >= 0;
    }

    /** The wider of two. */
    public Reach or(Reach other) {
        return covers(other) ? this : other;
    }
}

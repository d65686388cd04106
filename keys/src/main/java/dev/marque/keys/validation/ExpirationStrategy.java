package dev.marque.keys.validation;

/** What becomes of a license when its grace is over. */
public enum ExpirationStrategy {
    /** Programs are refused; releases from before the end stay available. */
    RESTRICT_ACCESS,
    /** Programs are refused, and so are releases of any age. */
    REVOKE_ACCESS,
    /** Programs go on; releases from before the end stay available: a perpetual fallback license. */
    MAINTAIN_ACCESS,
    /** Programs go on, and all releases are available: the end is a date to sell by. */
    ALLOW_ACCESS;

    /** Whether programs may go on after the end. */
    public boolean letsProgramsGoOn() {
        return this == MAINTAIN_ACCESS || this == ALLOW_ACCESS;
    }
}

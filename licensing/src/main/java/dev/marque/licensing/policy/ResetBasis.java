package dev.marque.licensing.policy;

/** Where the periods of a meter begin; both are counted on the clock on the wall of the tenant's zone. */
public enum ResetBasis {
    /**
     * With the calendar, at midnight: months and years from the first of January, weeks on Mondays. Periods of several
     * months or days are counted from January, or Monday 3 January, 2000.
     */
    CALENDAR,
    /** At the day and time at which the license was issued. */
    LICENSE
}

package dev.marque.platform.identity.lockout;

import java.time.Duration;

/** How long one has to wait after how many failures. */
final class Waits {

    /** Failures that cost nothing, at a place where nobody has signed in before. */
    static final int FREE_UNFAMILIAR = 5;

    /** Failures that cost nothing, at a place where somebody has. */
    static final int FREE_FAMILIAR = 10;

    /** Failures at all unfamiliar places together from which on each of them has to wait once. */
    static final int SIEGE = 20;

    /** After so long without a failure a place begins anew. */
    static final Duration PLACE_FORGETS = Duration.ofHours(24);

    /** After so long without a failure a siege is over. */
    static final Duration SIEGE_FORGETS = Duration.ofHours(1);

    /** For so long a place that has waited out a siege's delay need not do so again. */
    static final Duration WAITED = Duration.ofHours(1);

    /** For so long a place stays familiar without a sign-in. */
    static final Duration FAMILIAR = Duration.ofDays(90);

    private static final Duration FIRST = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration FIRST_IN_SIEGE = Duration.ofSeconds(10);
    private static final Duration LONGEST_IN_SIEGE = Duration.ofMinutes(5);

    private Waits() {}

    static int free(boolean familiar) {
        return familiar ? FREE_FAMILIAR : FREE_UNFAMILIAR;
    }

    /**
     * The wait after a place's latest failure: none while failures are free, then 15 s, doubling up to an hour.
     *
     * @param failures of this place, with the latest
     */
    static Duration afterFailure(int failures, boolean familiar) {
        int beyond = failures - free(familiar);
        return beyond < 0 ? Duration.ZERO : doubled(FIRST, beyond, LONGEST);
    }

    /**
     * What a place waits before its first try while a target is under siege: 10 s, doubling with every 20 failures more,
     * up to 5 min.
     *
     * @param failures of all unfamiliar places, at least {@link #SIEGE}
     */
    static Duration inSiege(int failures) {
        return doubled(FIRST_IN_SIEGE, failures / SIEGE - 1, LONGEST_IN_SIEGE);
    }

    private static Duration doubled(Duration first, int times, Duration longest) {
        Duration wait = first.multipliedBy(1L << Math.min(times, 20));
        return wait.compareTo(longest) > 0 ? longest : wait;
    }
}

package dev.marque.platform.limits;

import java.time.Duration;
import java.time.Instant;

/**
 * The calls of one subject in this window and the one before, here and in other processes. The window slides: of the
 * calls of the window before, the share counts that lies within one window's length from now. So nobody gets two
 * allowances around the turn of a window. Thread-safe.
 */
final class SlidingWindow {

    /** Calls that the other processes have not heard of. */
    record Unsent(long slot, int calls) {}

    private long slot = Long.MIN_VALUE;
    private int before;
    private int here;
    private int elsewhere;
    private int unsent;
    private int unsentBefore;

    /** Counts a call if the allowance permits it. */
    synchronized Verdict take(Limit limit, Allowance allowance, Instant now) {
        double passed = moveTo(allowance, now);
        double used = before * (1 - passed) + here + elsewhere;
        boolean admitted = used + 1 <= allowance.requests();
        if (admitted) {
            here++;
            unsent++;
            used++;
        }
        Duration wait = used + 1 <= allowance.requests() ? Duration.ZERO : waitFor(allowance, passed);
        int remaining = (int) Math.max(0, Math.floor(allowance.requests() - used));
        return new Verdict(limit, allowance, admitted, remaining, share(allowance, 1 - passed), wait);
    }

    /** Whether a call would be permitted. */
    synchronized boolean hasRoom(Allowance allowance, Instant now) {
        double passed = moveTo(allowance, now);
        return before * (1 - passed) + here + elsewhere + 1 <= allowance.requests();
    }

    /** Takes a counted call back, or with a negative number counts more of them. */
    synchronized void giveBack(Allowance allowance, Instant now, int calls) {
        moveTo(allowance, now);
        here -= calls;
        unsent -= calls;
    }

    /** What to tell the others; they are told each call once. */
    synchronized java.util.List<Unsent> drain() {
        var drained = java.util.stream.Stream.of(new Unsent(slot - 1, unsentBefore), new Unsent(slot, unsent))
                .filter(part -> part.calls() != 0)
                .toList();
        unsentBefore = 0;
        unsent = 0;
        return drained;
    }

    /** They could not be told. */
    synchronized void restore(Unsent part) {
        if (part.slot() == slot) {
            unsent += part.calls();
        } else if (part.slot() == slot - 1) {
            unsentBefore += part.calls();
        }
    }

    /** What all processes together counted in a window. */
    synchronized void learn(long learntSlot, int total) {
        if (learntSlot == slot) {
            elsewhere = Math.max(0, total - (here - unsent));
        } else if (learntSlot == slot - 1) {
            before = Math.max(before, total + unsentBefore);
        }
    }

    /** Returns which share of the window has passed, 0 to 1. */
    private double moveTo(Allowance allowance, Instant now) {
        long length = allowance.window().toMillis();
        long current = Math.floorDiv(now.toEpochMilli(), length);
        if (current != slot) {
            boolean next = current == slot + 1;
            before = next ? here + elsewhere : 0;
            unsentBefore = next ? unsent : 0;
            here = 0;
            elsewhere = 0;
            unsent = 0;
            slot = current;
        }
        return Math.floorMod(now.toEpochMilli(), length) / (double) length;
    }

    private Duration waitFor(Allowance allowance, double passed) {
        int now = here + elsewhere;
        int free = allowance.requests() - 1 - now;
        if (free >= 0) {
            // Enough of the window before has to slide out: before * (1 - x) = free.
            return share(allowance, 1 - (double) free / before - passed);
        }
        // In the next window, enough of this one has to slide out: now * (1 - x) = requests - 1.
        return share(allowance, (1 - passed) + 1 - (double) (allowance.requests() - 1) / now);
    }

    private static Duration share(Allowance allowance, double share) {
        return Duration.ofMillis((long) Math.ceil(allowance.window().toMillis() * share));
    }
}

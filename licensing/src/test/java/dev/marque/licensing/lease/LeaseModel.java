package dev.marque.licensing.lease;

import dev.marque.licensing.policy.FloatingGroup;
import dev.marque.licensing.policy.FloatingRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the rules of floating licenses mean, in memory and as plainly as can be: one client, no database. */
final class LeaseModel {

    private static final class Seat {
        final @Nullable String group;
        Instant end;
        Instant free;
        Instant borrowedUntil = Instant.MIN;
        boolean released;

        Seat(@Nullable String group, Instant end) {
            this.group = group;
            this.end = end;
            this.free = end;
        }
    }

    private static final class Waiting {
        final String who;
        final @Nullable String group;
        Instant lost;

        Waiting(String who, @Nullable String group, Instant lost) {
            this.who = who;
            this.group = group;
            this.lost = lost;
        }
    }

    private final FloatingRules rules;
    private final Map<String, Seat> seats = new HashMap<>();
    private final List<Waiting> queue = new ArrayList<>();
    Instant now;

    LeaseModel(FloatingRules rules, Instant now) {
        this.rules = rules;
        this.now = now;
    }

    void pass(Duration time) {
        now = now.plus(time);
        seats.values().removeIf(seat -> !now.isBefore(seat.free));
        queue.removeIf(waiting -> !now.isBefore(waiting.lost));
    }

    String acquire(String who, @Nullable String group, boolean queued) {
        Seat own = seats.get(who);
        if (own != null && holds(own)) {
            renewed(own);
            return "GRANTED";
        }
        if (own != null) {
            seats.remove(who);
        }
        if ((own != null && Objects.equals(own.group, group)) || isTurnOf(who, group)) {
            seats.put(who, new Seat(group, now.plus(rules.timeToLive())));
            queue.removeIf(waiting -> waiting.who.equals(who));
            return "GRANTED";
        }
        if (own != null) {
            seats.put(who, own);
        }
        return "NO_SEAT_FREE" + (queued ? " " + join(who, group) : "");
    }

    private int join(String who, @Nullable String group) {
        Instant lost = now.plus(rules.queue());
        for (int i = 0; i < queue.size(); i++) {
            Waiting waiting = queue.get(i);
            if (waiting.who.equals(who) && Objects.equals(waiting.group, group)) {
                waiting.lost = lost;
                return i + 1;
            }
        }
        queue.removeIf(waiting -> waiting.who.equals(who));
        queue.add(new Waiting(who, group, lost));
        return queue.size();
    }

    String askAfter(String who) {
        for (int i = 0; i < queue.size(); i++) {
            Waiting waiting = queue.get(i);
            if (waiting.who.equals(who)) {
                waiting.lost = now.plus(rules.queue());
                return (isTurnOf(who, waiting.group) ? "SEAT_READY " : "WAITING ") + (i + 1);
            }
        }
        return "NOT_WAITING";
    }

    String leave(String who) {
        return queue.removeIf(waiting -> waiting.who.equals(who)) ? "LEFT_QUEUE" : "NOT_WAITING";
    }

    String renew(String who) {
        Seat own = seats.get(who);
        if (own == null || !holds(own)) {
            return "LEASE_ENDED";
        }
        renewed(own);
        return "RENEWED";
    }

    String borrow(String who, Duration time) {
        Seat own = seats.get(who);
        if (own == null || !holds(own)) {
            return "LEASE_ENDED";
        }
        Duration longest = rules.longestBorrowing();
        if (longest == null || time.compareTo(longest) > 0) {
            return longest == null ? "BORROWING_NOT_ALLOWED" : "BORROWING_TOO_LONG";
        }
        own.borrowedUntil = now.plus(time);
        own.end = time.compareTo(rules.timeToLive()) > 0 ? own.borrowedUntil : now.plus(rules.timeToLive());
        own.free = own.end;
        return "BORROWED";
    }

    String release(String who) {
        Seat own = seats.get(who);
        if (own == null || !holds(own)) {
            return "LEASE_ENDED";
        }
        if (now.isBefore(own.borrowedUntil)) {
            return "STILL_BORROWED";
        }
        own.released = true;
        own.free = now.plus(rules.linger());
        pass(Duration.ZERO);
        return "RELEASED";
    }

    String giveBack(String who) {
        Seat own = seats.get(who);
        if (own == null || !holds(own)) {
            return "LEASE_ENDED";
        }
        if (!now.isBefore(own.borrowedUntil)) {
            return "NOT_BORROWED";
        }
        seats.remove(who);
        return "RETURNED";
    }

    boolean forceRelease(String who) {
        return seats.remove(who) != null;
    }

    /** Whether somebody's seat is taken, lingering ones included. */
    int taken() {
        return seats.size();
    }

    long takenBy(String group) {
        return seats.values().stream().filter(seat -> group.equals(seat.group)).count();
    }

    private boolean holds(Seat seat) {
        return !seat.released && now.isBefore(seat.end);
    }

    private void renewed(Seat seat) {
        Instant end = now.plus(rules.timeToLive());
        if (end.isAfter(seat.end)) {
            seat.end = end;
            seat.free = end;
        }
    }

    /** Gives every seat that is free to the first who can have it, until it is the turn of that one, or nobody's. */
    private boolean isTurnOf(String who, @Nullable String group) {
        Map<String, Integer> given = new HashMap<>();
        seats.values().forEach(seat -> given.merge(String.valueOf(seat.group), 1, Integer::sum));
        for (Waiting waiting : queue) {
            if (waiting.who.equals(who)) {
                if (Objects.equals(waiting.group, group)) {
                    break;
                }
            } else if (canHave(given, waiting.group)) {
                given.merge(String.valueOf(waiting.group), 1, Integer::sum);
            }
        }
        return canHave(given, group);
    }

    private boolean canHave(Map<String, Integer> given, @Nullable String group) {
        int free = rules.seats() + rules.overdraft();
        for (int number : given.values()) {
            free -= number;
        }
        for (FloatingGroup other : rules.groups()) {
            int number = given.getOrDefault(other.name(), 0);
            if (other.name().equals(group)) {
                Integer max = other.max();
                free = max != null && number >= max ? 0 : free;
            } else {
                free -= Math.max(0, other.reserved() - number);
            }
        }
        return free > 0;
    }
}

package dev.marque.licensing.meter;

import dev.marque.licensing.meter.Reservation.State;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What meters are to do, in the simplest way that says it: one thread, no rows, nothing remembered twice. */
final class MeterModel {

    static final long TOTAL = 10;
    static final long PER_DAY = 12;
    static final long MEMBERS = 3;
    static final long CORES = 20;

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    /** What is kept, and on which day it counts. */
    private record Kept(LocalDate day, long amount, Instant until, State state) {}

    private final Set<String> requests = new HashSet<>();
    private final Map<LocalDate, Long> daily = new HashMap<>();
    private final Map<LocalDate, Set<String>> members = new HashMap<>();
    private final Map<LocalDate, Map<String, Long>> cores = new HashMap<>();
    private final List<Kept> kept = new ArrayList<>();
    private long total;

    boolean consumeTotal(long amount, String request) {
        if (requests.contains(request)) {
            return true;
        }
        if (total + amount > TOTAL) {
            return false;
        }
        requests.add(request);
        total += amount;
        return true;
    }

    void releaseTotal(long amount) {
        total = Math.max(0, total - amount);
    }

    boolean consumeDaily(long amount, Instant now) {
        if (daily(now) + reserved(now) + amount > PER_DAY) {
            return false;
        }
        daily.merge(day(now), amount, Long::sum);
        return true;
    }

    /** Whether it is kept; its number is how many were kept before. */
    boolean reserve(long amount, Duration ttl, Instant now) {
        if (daily(now) + reserved(now) + amount > PER_DAY) {
            return false;
        }
        kept.add(new Kept(day(now), amount, now.plus(ttl), State.HELD));
        return true;
    }

    boolean commit(int number, Instant now) {
        Kept known = kept.get(number);
        if (known.state == State.HELD && now.isBefore(known.until)) {
            kept.set(number, new Kept(known.day, known.amount, known.until, State.COMMITTED));
            daily.merge(known.day, known.amount, Long::sum);
            return true;
        }
        return known.state == State.COMMITTED;
    }

    boolean cancel(int number, Instant now) {
        Kept known = kept.get(number);
        if (known.state == State.HELD && now.isBefore(known.until)) {
            kept.set(number, new Kept(known.day, known.amount, known.until, State.CANCELLED));
        }
        return known.state != State.COMMITTED;
    }

    boolean admit(String member, Instant now) {
        Set<String> today = members.computeIfAbsent(day(now), day -> new HashSet<>());
        return today.contains(member) || today.size() < MEMBERS && today.add(member);
    }

    void dismiss(String member, Instant now) {
        members.computeIfAbsent(day(now), day -> new HashSet<>()).remove(member);
    }

    boolean report(String machine, long amount, Instant now) {
        Map<String, Long> today = cores.computeIfAbsent(day(now), day -> new HashMap<>());
        long before = today.getOrDefault(machine, 0L);
        if (amount > before && cores(now) - before + amount > CORES) {
            return false;
        }
        today.put(machine, amount);
        return true;
    }

    long total() {
        return total;
    }

    long daily(Instant now) {
        return daily.getOrDefault(day(now), 0L);
    }

    long reserved(Instant now) {
        return kept.stream()
                .filter(one -> one.state == State.HELD && now.isBefore(one.until) && one.day.equals(day(now)))
                .mapToLong(Kept::amount)
                .sum();
    }

    long members(Instant now) {
        return members.getOrDefault(day(now), Set.of()).size();
    }

    long cores(Instant now) {
        return cores.getOrDefault(day(now), Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, ZONE);
    }
}

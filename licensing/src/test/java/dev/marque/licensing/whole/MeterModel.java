package dev.marque.licensing.whole;

import dev.marque.licensing.meter.MeterCode;
import dev.marque.licensing.meter.Reservation.State;
import dev.marque.licensing.whole.LicenseModel.About;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one license counts: {@code total} for ever, all else anew each day. */
final class MeterModel {

    static final String TOTAL = "total";
    static final String EXPORTS = "exports";
    static final String PEOPLE = "people";
    static final String CORES = "cores";

    /** A meter on its day. */
    private record Period(String meter, LocalDate day) {}

    /** What was reserved, and what became of it. */
    private record Kept(Period period, long amount, Instant until, State state) {

        boolean holdsAt(Instant now) {
            return state == State.HELD && now.isBefore(until);
        }
    }

    private final LicenseModel license;
    private final Map<Period, Map<String, Long>> counted = new HashMap<>();
    private final List<Kept> kept = new ArrayList<>();

    MeterModel(LicenseModel license) {
        this.license = license;
    }

    private Instant now() {
        return license.world.now;
    }

    private Period period(String meter) {
        return new Period(meter, meter.equals(TOTAL) ? LocalDate.EPOCH : LocalDate.ofInstant(now(), WorldModel.ZONE));
    }

    private Map<String, Long> members(Period period) {
        return counted.computeIfAbsent(period, any -> new HashMap<>());
    }

    long used(String meter) {
        return members(period(meter)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    long reserved(String meter) {
        return kept.stream()
                .filter(one -> one.holdsAt(now()) && one.period.equals(period(meter)))
                .mapToLong(Kept::amount)
                .sum();
    }

    boolean exceeded() {
        return Step.METERS.stream().anyMatch(meter -> {
            Integer limit = license.plan.limit(meter);
            return limit != null && used(meter) > limit;
        });
    }

    private @Nullable MeterCode refuse(String meter, boolean always) {
        if (!always && !license.judge(About.STATE, null).valid()) {
            return MeterCode.LICENSE_REFUSED;
        }
        return license.plan.limit(meter) == null ? MeterCode.METER_UNKNOWN : null;
    }

    private boolean fits(String meter, long more) {
        Integer limit = license.plan.limit(meter);
        return limit == null || used(meter) + reserved(meter) + more <= limit;
    }

    /** Of the kinds TOTAL and PER_PERIOD an amount, of UNIQUE a member. */
    MeterCode consume(String meter, long amount, String member) {
        MeterCode refused = refuse(meter, false);
        if (refused != null) {
            return refused;
        }
        return switch (meter) {
            case CORES -> MeterCode.NOT_OF_THIS_KIND;
            case PEOPLE -> members(period(meter)).containsKey(member) ? MeterCode.GRANTED : count(meter, member, 1, 1);
            default -> count(meter, "", members(period(meter)).getOrDefault("", 0L) + amount, amount);
        };
    }

    MeterCode report(String meter, long amount, String machine) {
        MeterCode refused = refuse(meter, false);
        if (refused != null || !meter.equals(CORES)) {
            return refused == null ? MeterCode.NOT_OF_THIS_KIND : refused;
        }
        return count(meter, machine, amount, amount - members(period(meter)).getOrDefault(machine, 0L));
    }

    private MeterCode count(String meter, String member, long becomes, long more) {
        if (more > 0 && !fits(meter, more)) {
            return MeterCode.LIMIT_EXCEEDED;
        }
        members(period(meter)).put(member, becomes);
        return MeterCode.GRANTED;
    }

    MeterCode giveBack(String meter, long amount, String member) {
        MeterCode refused = refuse(meter, true);
        if (refused != null) {
            return refused;
        }
        Map<String, Long> members = members(period(meter));
        return switch (meter) {
            case TOTAL -> {
                members.merge("", -amount, (have, less) -> Math.max(0, have + less));
                members.replaceAll((any, have) -> Math.max(0, have));
                yield MeterCode.GRANTED;
            }
            case PEOPLE -> {
                members.remove(member);
                yield MeterCode.GRANTED;
            }
            default -> MeterCode.NOT_OF_THIS_KIND;
        };
    }

    MeterCode reserve(String meter, long amount, Duration time) {
        MeterCode refused = refuse(meter, false);
        if (refused != null) {
            return refused;
        }
        if (meter.equals(PEOPLE) || meter.equals(CORES)) {
            return MeterCode.NOT_OF_THIS_KIND;
        }
        if (!fits(meter, amount)) {
            return MeterCode.LIMIT_EXCEEDED;
        }
        kept.add(new Kept(period(meter), amount, now().plus(time), State.HELD));
        return MeterCode.GRANTED;
    }

    /** @param committing otherwise it is cancelled */
    MeterCode settle(int number, boolean committing) {
        Kept known = kept.get(number);
        MeterCode refused = refuse(known.period.meter, true);
        if (refused != null) {
            return refused;
        }
        if (known.holdsAt(now())) {
            State state = committing ? State.COMMITTED : State.CANCELLED;
            kept.set(number, new Kept(known.period, known.amount, known.until, state));
            if (committing) {
                members(known.period).merge("", known.amount, Long::sum);
            }
            return MeterCode.GRANTED;
        }
        return committing == (known.state == State.COMMITTED) ? MeterCode.GRANTED : MeterCode.RESERVATION_ENDED;
    }

    Stream<Instant> ends() {
        return kept.stream().map(Kept::until);
    }
}

package dev.marque.licensing.statistics;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** How finely usage is summed up. */
public enum Granularity {
    /** An hour of UTC. */
    HOUR(Duration.ofHours(24), Duration.ofDays(31)) {
        @Override
        Period at(Instant moment, ZoneId zone) {
            Instant start = moment.truncatedTo(ChronoUnit.HOURS);
            return new Period(start, start.plus(1, ChronoUnit.HOURS));
        }
    },

    /** A day of the tenant's zone, which has 23 or 25 hours when its clocks change. */
    DAY(Duration.ofDays(30), Duration.ofDays(366)) {
        @Override
        Period at(Instant moment, ZoneId zone) {
            LocalDate day = LocalDate.ofInstant(moment, zone);
            return new Period(
                    day.atStartOfDay(zone).toInstant(),
                    day.plusDays(1).atStartOfDay(zone).toInstant());
        }
    };

    private final Duration usual;
    private final Duration longest;

    Granularity(Duration usual, Duration longest) {
        this.usual = usual;
        this.longest = longest;
    }

    /** The whole period that a moment lies in. */
    abstract Period at(Instant moment, ZoneId zone);

    /**
     * The period that begins where another one ended. It ends where that moment's period does; so the first day after the
     * zone was changed is shorter or longer than a day, and no moment is in two days, or in none.
     */
    Period from(Instant startsAt, ZoneId zone) {
        return new Period(startsAt, at(startsAt, zone).endsAt());
    }

    /** Over how long a time usage is told if nobody says. */
    public Duration usual() {
        return usual;
    }

    /** Over how long a time usage is told at most. */
    public Duration longest() {
        return longest;
    }
}

package dev.marque.licensing.meter;

import dev.marque.licensing.policy.MeterRule;
import dev.marque.licensing.policy.ResetBasis;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * From when to when a meter counts. Periods are counted on the clock on the wall from one beginning, never from each
 * other, so that those of a license issued on the 31st begin on the 28th and then on the 31st again.
 *
 * @param endsAt the first instant of the next one; null for one that never ends
 */
record ResetPeriod(Instant startsAt, @Nullable Instant endsAt) {

    private static final int YEAR = 2000;
    private static final int FIRST_MONDAY = 3;

    /** The period that an instant lies in. */
    static ResetPeriod at(MeterRule rule, Instant issuedAt, Instant now, ZoneId zone) {
        if (rule.period() == null) {
            return new ResetPeriod(issuedAt, null);
        }
        Period step = rule.period().period();
        ZonedDateTime first = rule.resetBasis() == ResetBasis.LICENSE
                ? issuedAt.atZone(zone)
                : ZonedDateTime.of(YEAR, 1, step.getDays() == 0 ? 1 : FIRST_MONDAY, 0, 0, 0, 0, zone);
        ZonedDateTime there = now.atZone(zone);
        long index = step.getDays() == 0
                ? ChronoUnit.MONTHS.between(first, there) / step.toTotalMonths()
                : ChronoUnit.DAYS.between(first, there) / step.getDays();
        // Close, but an end of a month, a change of the clocks or a time before the first one may move it by one.
        while (start(first, step, index).isAfter(now)) {
            index--;
        }
        while (!start(first, step, index + 1).isAfter(now)) {
            index++;
        }
        return new ResetPeriod(start(first, step, index), start(first, step, index + 1));
    }

    private static Instant start(ZonedDateTime first, Period step, long index) {
        return first.plusMonths(step.toTotalMonths() * index)
                .plusDays(step.getDays() * index)
                .toInstant();
    }
}

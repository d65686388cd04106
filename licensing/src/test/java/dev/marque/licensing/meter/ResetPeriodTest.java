package dev.marque.licensing.meter;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.kernel.time.Term;
import dev.marque.licensing.policy.MeterKind;
import dev.marque.licensing.policy.MeterRule;
import dev.marque.licensing.policy.ResetBasis;
import java.time.Instant;
import java.time.ZoneId;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

class ResetPeriodTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant ISSUED = Instant.parse("2026-01-31T11:30:00Z");

    @Example
    void monthsBeginOnTheFirstAtMidnightAlsoWhenTheClocksChange() {
        MeterRule monthly = rule("P1M", ResetBasis.CALENDAR);
        assertPeriod(monthly, "2026-03-15T12:00:00Z", "2026-02-28T23:00:00Z", "2026-03-31T22:00:00Z");
        assertPeriod(monthly, "2026-03-31T22:00:00Z", "2026-03-31T22:00:00Z", "2026-04-30T22:00:00Z");
        assertPeriod(monthly, "2026-10-31T23:00:00Z", "2026-10-31T23:00:00Z", "2026-11-30T23:00:00Z");
    }

    @Example
    void theDayOnWhichTheClocksChangeIsOneDay() {
        MeterRule daily = rule("P1D", ResetBasis.CALENDAR);
        assertPeriod(daily, "2026-03-29T12:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z");
        assertPeriod(daily, "2026-10-25T12:00:00Z", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z");
    }

    @Example
    void weeksBeginOnMondaysAndQuartersAndYearsInJanuary() {
        assertPeriod(
                rule("P1W", ResetBasis.CALENDAR),
                "2026-11-22T12:00:00Z",
                "2026-11-15T23:00:00Z",
                "2026-11-22T23:00:00Z");
        assertPeriod(
                rule("P3M", ResetBasis.CALENDAR),
                "2026-11-22T12:00:00Z",
                "2026-09-30T22:00:00Z",
                "2026-12-31T23:00:00Z");
        assertPeriod(
                rule("P1Y", ResetBasis.CALENDAR),
                "2026-11-22T12:00:00Z",
                "2025-12-31T23:00:00Z",
                "2026-12-31T23:00:00Z");
    }

    @Example
    void monthsOfALicenseOfThe31stDoNotDrift() {
        MeterRule monthly = rule("P1M", ResetBasis.LICENSE);
        assertPeriod(monthly, "2026-02-01T00:00:00Z", "2026-01-31T11:30:00Z", "2026-02-28T11:30:00Z");
        assertPeriod(monthly, "2026-02-28T11:30:00Z", "2026-02-28T11:30:00Z", "2026-03-31T10:30:00Z");
        assertPeriod(monthly, "2026-04-30T10:29:59Z", "2026-03-31T10:30:00Z", "2026-04-30T10:30:00Z");
    }

    @Example
    void whatHasNoPeriodNeverEnds() {
        assertThat(ResetPeriod.at(rule(null, ResetBasis.CALENDAR), ISSUED, ISSUED.plusSeconds(5), BERLIN))
                .isEqualTo(new ResetPeriod(ISSUED, null));
    }

    @Property(tries = 500)
    void everyInstantLiesInItsPeriodAndPeriodsMeet(
            @ForAll Step step,
            @ForAll ResetBasis basis,
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second) {
        Instant now = Instant.ofEpochSecond(second);
        MeterRule rule = rule(step.text, basis);

        ResetPeriod period = ResetPeriod.at(rule, ISSUED, now, BERLIN);
        Instant end = requireNonNull(period.endsAt());

        assertThat(now).isBetween(period.startsAt(), end.minusNanos(1));
        assertThat(ResetPeriod.at(rule, ISSUED, end, BERLIN).startsAt()).isEqualTo(end);
        assertThat(ResetPeriod.at(rule, ISSUED, end.minusNanos(1), BERLIN)).isEqualTo(period);
    }

    /** Periods as policies have them. */
    enum Step {
        DAY("P1D"),
        WEEK("P1W"),
        TEN_DAYS("P10D"),
        MONTH("P1M"),
        QUARTER("P3M"),
        YEAR("P1Y");

        private final String text;

        Step(String text) {
            this.text = text;
        }
    }

    private static void assertPeriod(MeterRule rule, String now, String start, String end) {
        assertThat(ResetPeriod.at(rule, ISSUED, Instant.parse(now), BERLIN))
                .isEqualTo(new ResetPeriod(Instant.parse(start), Instant.parse(end)));
    }

    private static MeterRule rule(@Nullable String period, ResetBasis basis) {
        return new MeterRule(
                MeterKind.UNIQUE, null, null, null, null, period == null ? null : Term.parse(period), basis, null);
    }
}

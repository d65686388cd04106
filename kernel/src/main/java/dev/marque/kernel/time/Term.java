package dev.marque.kernel.time;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/**
 * How long something runs: {@code P1Y}, {@code P1M}, {@code P14D}, {@code P1Y6M}, {@code PT36H}, {@code P1DT12H}.
 *
 * <p>The end of the n-th term is always computed from the anchor and never from the end before it: a monthly term that
 * starts on 31 January ends on 28 (or 29) February, then on 31 March, then on 30 April. Nothing drifts.
 *
 * <p>The calendar part (years, months, days) is counted on the clock on the wall of the given zone, the time part
 * (hours and less) in elapsed time. A wall-clock time that does not exist because clocks went forward moves forward by
 * the length of the gap; one that exists twice keeps the anchor's offset when it can.
 *
 * @param period years, months and days; none negative
 * @param time hours and less; not negative
 */
public record Term(Period period, Duration time) {

    /** The most terms that can be counted from one anchor. */
    public static final int MAX_COUNT = 10_000;

    private static final long MAX_MONTHS = 12_000;
    private static final int MAX_DAYS = 366_000;
    private static final Duration MAX_TIME = Duration.ofDays(MAX_DAYS);
    private static final int MAX_TEXT = 64;

    public Term {
        if (period.getYears() < 0 || period.getMonths() < 0 || period.getDays() < 0 || time.isNegative()) {
            throw new IllegalArgumentException("a term has no negative part");
        }
        if (period.isZero() && time.isZero()) {
            throw new IllegalArgumentException("a term is longer than nothing");
        }
        if (period.toTotalMonths() > MAX_MONTHS || period.getDays() > MAX_DAYS || time.compareTo(MAX_TIME) > 0) {
            throw new IllegalArgumentException("a term is at most 1000 years");
        }
    }

    /** A calendar term. */
    public static Term of(Period period) {
        return new Term(period, Duration.ZERO);
    }

    /** A term of elapsed time. */
    public static Term of(Duration time) {
        return new Term(Period.ZERO, time);
    }

    /**
     * Reads the ISO 8601 form.
     *
     * @throws IllegalArgumentException when the text is no positive term of at most 1000 years
     */
    public static Term parse(String text) {
        if (text.length() > MAX_TEXT || text.isEmpty() || text.charAt(0) != 'P') {
            throw new IllegalArgumentException("a term looks like P1Y, P1M, P14D, P1Y6M or PT36H");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '-' || c == '+' || c >= 'a') {
                throw new IllegalArgumentException("a term has no signs and only capital letters");
            }
        }
        int t = text.indexOf('T');
        try {
            Period period = t == 1 ? Period.ZERO : Period.parse(t < 0 ? text : text.substring(0, t));
            Duration time = t < 0 ? Duration.ZERO : Duration.parse("P" + text.substring(t));
            return new Term(period, time);
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException("a term looks like P1Y, P1M, P14D, P1Y6M or PT36H", e);
        }
    }

    /** As {@link #parse}, with nothing for a text that is no term. */
    public static Optional<Term> tryParse(String text) {
        try {
            return Optional.of(parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** When one term that begins at the anchor is over; the end itself no longer belongs to the term. */
    public Instant end(Instant anchor, ZoneId zone) {
        return end(anchor, 1, zone);
    }

    /**
     * When {@code count} terms that begin at the anchor are over; the end itself no longer belongs to the term.
     *
     * @param count 1 to {@value #MAX_COUNT}
     * @throws DateTimeException when the end is beyond what an instant can hold
     */
    public Instant end(Instant anchor, int count, ZoneId zone) {
        if (count < 1 || count > MAX_COUNT) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "count is 1 to %d, not %d", MAX_COUNT, count));
        }
        Instant calendar = period.isZero()
                ? anchor
                : anchor.atZone(zone)
                        .plusMonths(period.toTotalMonths() * count)
                        .plusDays((long) period.getDays() * count)
                        .toInstant();
        return time.isZero() ? calendar : calendar.plus(time.multipliedBy(count));
    }

    /** The ISO 8601 form, which {@link #parse} reads back to an equal term. */
    @Override
    public String toString() {
        if (time.isZero()) {
            return period.toString();
        }
        return period.isZero() ? time.toString() : period + time.toString().substring(1);
    }
}

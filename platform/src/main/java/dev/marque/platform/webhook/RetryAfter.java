package dev.marque.platform.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The field {@code Retry-After} (RFC 9110, 10.2.3): seconds, or a date in one of the three forms that receivers have to
 * read (5.6.7).
 */
final class RetryAfter {

    /** As long as the longest pause between two attempts: an endpoint cannot put us off for longer. */
    static final Duration LONGEST = Duration.ofHours(12);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
    private static final DateTimeFormatter FIXDATE = form("EEE, dd MMM uuuu HH:mm:ss 'GMT'");
    private static final DateTimeFormatter ASCTIME = form("EEE MMM ppd HH:mm:ss uuuu");
    private static final int YEARS_AHEAD = 50;

    private RetryAfter() {}

    /**
     * How long to wait at least, at most {@link #LONGEST}.
     *
     * @param field the value; null if there was none
     * @param now by which a date is a duration
     * @return empty if it says nothing that can be read, or a moment that has passed
     */
    static Optional<Duration> parse(@Nullable String field, Instant now) {
        return Optional.ofNullable(field)
                .map(String::strip)
                .flatMap(value -> SECONDS.matcher(value).matches()
                        ? Optional.of(Duration.ofSeconds(Long.parseLong(value)))
                        : date(value, now).map(date -> Duration.between(now, date)))
                .filter(Duration::isPositive)
                .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    private static Optional<Instant> date(String value, Instant now) {
        return Stream.of(FIXDATE, ASCTIME, rfc850(now))
                .flatMap(form -> parse(form, value).stream())
                .findFirst();
    }

    private static Optional<Instant> parse(DateTimeFormatter form, String value) {
        try {
            return Optional.of(form.parse(value, Instant::from));
        } catch (DateTimeException another) {
            return Optional.empty();
        }
    }

    /** Two digits are the year that is at most fifty years ahead. */
    private static DateTimeFormatter rfc850(Instant now) {
        int first = now.atOffset(ZoneOffset.UTC).getYear() + YEARS_AHEAD - 99;
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, first)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.US)
                .withZone(ZoneOffset.UTC);
    }

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.US).withZone(ZoneOffset.UTC);
    }
}

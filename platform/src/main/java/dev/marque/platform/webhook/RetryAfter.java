package dev.marque.platform.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.utils.DateUtils;
import org.jspecify.annotations.Nullable;

/** The field {@code Retry-After} of RFC 9110, section 10.2.3: seconds, or a date in one of the three forms of HTTP. */
final class RetryAfter {

    /** As long as the longest pause between two attempts: an endpoint cannot put us off for longer. */
    static final Duration LONGEST = Duration.ofHours(12);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

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
                        : Optional.ofNullable(DateUtils.parseStandardDate(value))
                                .map(date -> Duration.between(now, date)))
                .filter(Duration::isPositive)
                .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }
}

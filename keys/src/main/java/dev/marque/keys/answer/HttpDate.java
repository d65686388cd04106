package dev.marque.keys.answer;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** The form of dates in HTTP headers: {@code Mon, 06 Jun 2022 16:13:37 GMT} (RFC 9110, 5.6.7). */
public final class HttpDate {

    // Not DateTimeFormatter.RFC_1123_DATE_TIME: that one writes days before the tenth with one digit.
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private record Written(long epochSecond, String text) {}

    /** The last one that was written: answers of the same second have the same date. */
    private static volatile Written last = new Written(0, FORMAT.format(Instant.EPOCH));

    private HttpDate() {}

    /** Writes whole seconds; what is finer is cut off. */
    public static String format(Instant instant) {
        Written known = last;
        if (known.epochSecond() != instant.getEpochSecond()) {
            known = new Written(instant.getEpochSecond(), FORMAT.format(instant));
            last = known;
        }
        return known.text();
    }

    /** Reads exactly this form; nothing for any other text. */
    public static Optional<Instant> parse(String text) {
        try {
            Instant instant = FORMAT.parse(text, Instant::from);
            return format(instant).equals(text) ? Optional.of(instant) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

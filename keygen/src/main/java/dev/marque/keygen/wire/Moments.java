package dev.marque.keygen.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Moments as Keygen writes them: {@code 2022-04-01T13:18:09.930Z}. */
public final class Moments {

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .toFormatter(Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Moments() {}

    public static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : FORMAT.format(instant);
    }

    /** Reads a moment with its offset; also a day, which begins at midnight UTC. */
    public static Optional<Instant> parse(String text) {
        try {
            return Optional.of(
                    text.length() == "2022-04-01".length()
                            ? Instant.parse(text + "T00:00:00Z")
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}

package dev.marque.backup.wal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A file in the store, as its name says. Moments in names are in milliseconds. */
sealed interface Stored {

    /** Which database it is of. */
    String system();

    String file();

    /**
     * A segment of the log.
     *
     * @param until everything committed until then is in this segment or in earlier ones; null if nobody looked
     */
    record Log(String system, Segment segment, @Nullable Instant until) implements Stored {

        Line line() {
            return new Line(system, segment.timeline());
        }

        @Override
        public String file() {
            return system + "-" + segment.file() + (until == null ? "" : "-" + FORM.format(until)) + ".wal";
        }
    }

    /** Where a time line came from. */
    record History(String system, String timeline) implements Stored {

        @Override
        public String file() {
            return system + "-" + timeline + ".history";
        }
    }

    /** A copy of all files. It counts when there is a {@link Good} for it. */
    record Base(String system, Segment start) implements Stored {

        Line line() {
            return new Line(system, start.timeline());
        }

        @Override
        public String file() {
            return system + "-" + start.file() + ".base";
        }
    }

    /**
     * The note that a copy was started from, and answered.
     *
     * @param stop the last segment without which it is torn
     * @param finishedAt it can be replayed to this moment and to later ones
     */
    record Good(Base base, Segment stop, Instant finishedAt) implements Stored {

        @Override
        public String system() {
            return base.system();
        }

        @Override
        public String file() {
            return base.system() + "-" + base.start().file() + "-" + stop.file() + "-" + FORM.format(finishedAt)
                    + ".good";
        }
    }

    DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
    Pattern NAME = Pattern.compile(
            "([0-9a-f]{16})-(?:([0-9A-F]{24})(?:-([0-9A-F]{24}))?(?:-(\\d{8}T\\d{9}Z))?\\.(wal|base|good)|([0-9A-F]{8})\\.history)");

    /** Empty for a file that is none of ours. */
    static Optional<Stored> parse(String file) {
        Matcher matcher = NAME.matcher(file);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String system = matcher.group(1);
        if (matcher.group(6) != null) {
            return Optional.of(new History(system, matcher.group(6)));
        }
        try {
            Segment segment = Segment.parse(matcher.group(2));
            Instant moment = matcher.group(4) == null ? null : FORM.parse(matcher.group(4), Instant::from);
            Stored found =
                    switch (matcher.group(5)) {
                        case "wal" -> new Log(system, segment, moment);
                        case "base" -> new Base(system, segment);
                        default -> good(new Base(system, segment), matcher.group(3), moment);
                    };
            return Optional.ofNullable(found).filter(stored -> stored.file().equals(file));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static @Nullable Stored good(Base base, @Nullable String stop, @Nullable Instant finishedAt) {
        return stop == null || finishedAt == null ? null : new Good(base, Segment.parse(stop), finishedAt);
    }
}

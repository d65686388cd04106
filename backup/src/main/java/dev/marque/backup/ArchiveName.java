package dev.marque.backup;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an archive: {@code marque-20261122T160102Z-1f3a99c2.backup}. Names sort by time. Beside a good archive
 * lies {@code <name>.checked}, written when it had been restored and compared.
 *
 * @param takenAt in whole seconds
 * @param mark eight hexadecimal digits, so that two processes never choose the same name
 */
public record ArchiveName(Instant takenAt, String mark) implements Comparable<ArchiveName> {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern NAME = Pattern.compile("marque-(\\d{8}T\\d{6}Z)-([0-9a-f]{8})\\.backup");
    private static final String CHECKED = ".checked";

    /** Reads the name of a file; empty for a file that is no archive of ours. */
    public static Optional<ArchiveName> parse(String file) {
        Matcher matcher = NAME.matcher(file);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ArchiveName(FORM.parse(matcher.group(1), Instant::from), matcher.group(2)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    public String file() {
        return "marque-" + FORM.format(takenAt) + "-" + mark + ".backup";
    }

    /** The note that it is good. */
    public String checkedFile() {
        return file() + CHECKED;
    }

    /** Oldest first. */
    @Override
    public int compareTo(ArchiveName other) {
        return Comparator.comparing(ArchiveName::takenAt)
                .thenComparing(ArchiveName::mark)
                .compare(this, other);
    }
}

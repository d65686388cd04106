package dev.marque.licensing.statistics.http;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.licensing.statistics.Granularity;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The time over which usage is wanted, read from query parameters. */
record UsageRange(Instant from, Instant to) {

    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9998;

    /**
     * What is not given is the time up to now, as long as is usual.
     *
     * @throws ProblemException INVALID_INPUT that names the parameter
     */
    static UsageRange of(Granularity granularity, @Nullable String from, @Nullable String to, Instant now) {
        Instant end = to == null ? now : moment("to", to);
        Instant start = from == null ? end.minus(granularity.usual()) : moment("from", from);
        if (!start.isBefore(end)) {
            throw ProblemException.invalid(FieldError.inParameter("from", "must be before to"));
        }
        if (start.plus(granularity.longest()).isBefore(end)) {
            throw ProblemException.invalid(FieldError.inParameter(
                    "from", "must be at most " + granularity.longest().toDays() + " days before to"));
        }
        return new UsageRange(start, end);
    }

    /** @throws ProblemException INVALID_INPUT that names the parameter */
    static LocalDate day(String parameter, String text) {
        return read(parameter, text, "a day such as 2026-11-22", LocalDate::parse, LocalDate::getYear);
    }

    private static Instant moment(String parameter, String text) {
        return read(
                        parameter,
                        text,
                        "a time such as 2026-11-22T12:00:00Z",
                        OffsetDateTime::parse,
                        OffsetDateTime::getYear)
                .toInstant();
    }

    private static <T> T read(
            String parameter, String text, String wanted, Function<String, T> parser, Function<T, Integer> year) {
        try {
            T read = parser.apply(text);
            if (year.apply(read) >= FIRST_YEAR && year.apply(read) <= LAST_YEAR) {
                return read;
            }
        } catch (DateTimeException notOne) {
            // Told below, in the same words.
        }
        throw ProblemException.invalid(FieldError.inParameter(parameter, "must be " + wanted));
    }
}

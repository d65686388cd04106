package dev.marque.kernel.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class TermTest {

    private static final ZoneId UTC = ZoneOffset.UTC;
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Example
    void monthlyFromTheEndOfJanuaryDoesNotDrift() {
        Instant anchor = Instant.parse("2027-01-31T12:00:00Z");
        Term monthly = Term.parse("P1M");
        assertThat(monthly.end(anchor, 1, UTC)).isEqualTo("2027-02-28T12:00:00Z");
        assertThat(monthly.end(anchor, 2, UTC)).isEqualTo("2027-03-31T12:00:00Z");
        assertThat(monthly.end(anchor, 3, UTC)).isEqualTo("2027-04-30T12:00:00Z");
        assertThat(monthly.end(anchor, 13, UTC)).isEqualTo("2028-02-29T12:00:00Z");
    }

    @Example
    void yearlyFromALeapDayComesBackToIt() {
        Instant anchor = Instant.parse("2024-02-29T00:00:00Z");
        assertThat(Term.parse("P1Y").end(anchor, UTC)).isEqualTo("2025-02-28T00:00:00Z");
        assertThat(Term.parse("P1Y").end(anchor, 4, UTC)).isEqualTo("2028-02-29T00:00:00Z");
        assertThat(Term.parse("P1Y6M").end(anchor, 2, UTC)).isEqualTo("2027-02-28T00:00:00Z");
    }

    @Example
    void daysAreCountedOnTheWallHoursAreElapsed() {
        // Clocks go forward in Berlin on 28 March 2027, 02:00.
        Instant anchor = ZonedDateTime.of(2027, 3, 27, 12, 0, 0, 0, BERLIN).toInstant();
        assertThat(Duration.between(anchor, Term.parse("P1D").end(anchor, BERLIN)))
                .isEqualTo(Duration.ofHours(23));
        assertThat(Duration.between(anchor, Term.parse("PT24H").end(anchor, BERLIN)))
                .isEqualTo(Duration.ofHours(24));
        Instant inTheGap = ZonedDateTime.of(2027, 3, 27, 2, 30, 0, 0, BERLIN).toInstant();
        assertThat(Term.parse("P1D").end(inTheGap, BERLIN).atZone(BERLIN).toLocalDateTime())
                .isEqualTo(LocalDateTime.of(2027, 3, 28, 3, 30));
        assertThat(Term.parse("P2D").end(inTheGap, BERLIN).atZone(BERLIN).toLocalDateTime())
                .isEqualTo(LocalDateTime.of(2027, 3, 29, 2, 30));
    }

    @Example
    void readsAndWritesTheIsoForm() {
        assertThat(Stream.of("P1Y", "P1M", "P14D", "P1Y6M", "PT36H", "P1DT12H")
                        .map(t -> Term.parse(t).toString()))
                .containsExactly("P1Y", "P1M", "P14D", "P1Y6M", "PT36H", "P1DT12H");
        assertThat(Term.parse("P2W")).isEqualTo(Term.of(Period.ofDays(14)));
        assertThat(Term.parse("PT36H")).isEqualTo(Term.of(Duration.ofHours(36)));
    }

    @Example
    void refusesWhatIsNoTerm() {
        for (String text : new String[] {
            "",
            "P",
            "PT",
            "1Y",
            "P0D",
            "PT0S",
            "P-1D",
            "-P1D",
            "P1Y-1M",
            "P1DT",
            "p1d",
            "P1H",
            "P1.5D",
            "P1001Y",
            "P99999999999Y",
            "PT999999999999999999999H",
            "P1D ",
            "P1D\u0000",
            "PT1H".repeat(40)
        }) {
            assertThatThrownBy(() -> Term.parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
            assertThat(Term.tryParse(text)).isEmpty();
        }
        assertThatThrownBy(() -> Term.parse("P1D").end(Instant.EPOCH, 0, UTC))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 500)
    void moreTermsNeverEndEarlierAndAlwaysAfterTheAnchor(
            @ForAll("terms") Term term,
            @ForAll("anchors") Instant anchor,
            @ForAll("zones") ZoneId zone,
            @ForAll @IntRange(min = 1, max = 400) int count) {
        Instant end = term.end(anchor, count, zone);
        assertThat(end).isAfter(anchor);
        assertThat(term.end(anchor, count + 1, zone)).isAfterOrEqualTo(end);
    }

    @Property(tries = 500)
    void monthsKeepTheDayOfTheAnchorOrTheLastDayOfAShorterMonth(
            @ForAll("anchors") Instant anchor,
            @ForAll("zones") ZoneId zone,
            @ForAll @IntRange(min = 1, max = 400) int count) {
        LocalDate from = anchor.atZone(zone).toLocalDate();
        ZonedDateTime end = Term.parse("P1M").end(anchor, count, zone).atZone(zone);
        YearMonth month = YearMonth.from(from).plusMonths(count);
        LocalDate expected = month.atDay(Math.min(from.getDayOfMonth(), month.lengthOfMonth()));
        // A skipped hour at midnight, or a whole day skipped at the date line, moves forward, never back.
        assertThat(end.toLocalDate()).isBetween(expected, expected.plusDays(1));
        if (zone.equals(UTC)) {
            assertThat(end.toLocalDate()).isEqualTo(expected);
            assertThat(end.toLocalTime()).isEqualTo(anchor.atZone(zone).toLocalTime());
        }
    }

    @Property(tries = 300)
    void twelveMonthsAreAYear(
            @ForAll("anchors") Instant anchor,
            @ForAll("zones") ZoneId zone,
            @ForAll @IntRange(min = 1, max = 50) int years) {
        assertThat(Term.parse("P1M").end(anchor, 12 * years, zone))
                .isEqualTo(Term.parse("P1Y").end(anchor, years, zone));
    }

    @Property(tries = 500)
    void everyTermIsReadBackAsItself(@ForAll("terms") Term term) {
        assertThat(Term.parse(term.toString())).isEqualTo(term);
    }

    @Property(tries = 1000)
    void parsingNeverThrowsAnythingElse(@ForAll String text) {
        Term.tryParse(text);
        Term.tryParse("P" + text);
    }

    @Provide
    Arbitrary<Term> terms() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 30),
                        Arbitraries.integers().between(0, 400),
                        Arbitraries.oneOf(
                                Arbitraries.just(0L), Arbitraries.longs().between(0, 10_000_000)))
                .as((y, m, d, s) ->
                        y + m + d + s == 0 ? Term.parse("P1D") : new Term(Period.of(y, m, d), Duration.ofSeconds(s)));
    }

    @Provide
    Arbitrary<Instant> anchors() {
        return Arbitraries.longs()
                .between(
                        Instant.parse("2000-01-01T00:00:00Z").getEpochSecond(),
                        Instant.parse("2060-01-01T00:00:00Z").getEpochSecond())
                .map(Instant::ofEpochSecond);
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                        "UTC",
                        "Europe/Berlin",
                        "America/New_York",
                        "America/Sao_Paulo",
                        "Asia/Kolkata",
                        "Australia/Lord_Howe",
                        "Pacific/Apia",
                        "Africa/Casablanca",
                        "Asia/Beirut")
                .map(z -> z.equals("UTC") ? UTC : ZoneId.of(z));
    }
}

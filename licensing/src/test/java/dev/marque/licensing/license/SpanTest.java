package dev.marque.licensing.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.time.Term;
import dev.marque.licensing.policy.RenewalBasis;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpanTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Term MONTH = Term.parse("P1M");
    private static final Instant JANUARY_31 = Instant.parse("2026-01-31T11:00:00Z");

    @Test
    void monthEndsDoNotDrift() {
        Span first = new Span(JANUARY_31, 1, MONTH.end(JANUARY_31, BERLIN));

        List<Instant> ends = Stream.iterate(first, span -> renew(span, RenewalBasis.FROM_EXPIRY, JANUARY_31))
                .limit(4)
                .map(Span::expiresAt)
                .toList();

        assertThat(ends)
                .containsExactly(
                        Instant.parse("2026-02-28T11:00:00Z"),
                        // Summer time began meanwhile: the clock on the wall still says noon.
                        Instant.parse("2026-03-31T10:00:00Z"),
                        Instant.parse("2026-04-30T10:00:00Z"),
                        Instant.parse("2026-05-31T10:00:00Z"));
    }

    @Test
    void theBasisSaysFromWhenARenewalCounts() {
        Span span = new Span(JANUARY_31, 1, Instant.parse("2026-02-28T11:00:00Z"));
        Instant before = Instant.parse("2026-02-15T11:00:00Z");
        Instant after = Instant.parse("2026-03-05T11:00:00Z");

        assertThat(end(span, RenewalBasis.FROM_EXPIRY, after)).isEqualTo("2026-03-31T10:00:00Z");
        assertThat(end(span, RenewalBasis.FROM_NOW, before)).isEqualTo("2026-03-15T11:00:00Z");
        assertThat(end(span, RenewalBasis.FROM_NOW_IF_EXPIRED, before)).isEqualTo("2026-03-31T10:00:00Z");
        assertThat(end(span, RenewalBasis.FROM_NOW_IF_EXPIRED, after)).isEqualTo("2026-04-05T10:00:00Z");
    }

    @Test
    void anEndSetByHandIsTheNewAnchor() {
        Span span = Span.until(Instant.parse("2026-06-10T22:00:00Z"));

        assertThat(end(span, RenewalBasis.FROM_EXPIRY, JANUARY_31)).isEqualTo("2026-07-10T22:00:00Z");
    }

    @Test
    void hoursCanBeCountedForEver() {
        Span span = new Span(JANUARY_31, Term.MAX_COUNT, JANUARY_31.plusSeconds(3600L * Term.MAX_COUNT));

        Span next = span.renewed(Term.parse("PT1H"), RenewalBasis.FROM_EXPIRY, JANUARY_31, BERLIN);

        assertThat(next.expiresAt()).isEqualTo(JANUARY_31.plusSeconds(3600L * (Term.MAX_COUNT + 1)));
    }

    @Test
    void nothingRunsBeyondTheYear9999() {
        Span span = Span.until(Instant.parse("9999-01-01T00:00:00Z"));

        assertThatThrownBy(() -> span.renewed(Term.parse("P1000Y"), RenewalBasis.FROM_EXPIRY, JANUARY_31, BERLIN))
                .isInstanceOf(ProblemException.class);
    }

    private static Span renew(Span span, RenewalBasis basis, Instant now) {
        return span.renewed(MONTH, basis, now, BERLIN);
    }

    private static String end(Span span, RenewalBasis basis, Instant now) {
        return String.valueOf(renew(span, basis, now).expiresAt());
    }
}

package dev.marque.edge.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.licensing.lease.LeaseSpan;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HourOfUseTest {

    private static final UUID LICENSE = new UUID(1, 1);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void theMostSeatsAtOnceCountAndEachHolderOnce() {
        HourOfUse hour = of(
                span("a", "11:30:00", "12:10:00"),
                span("b", "12:05:00", "12:20:00"),
                span("a", "12:15:00", "12:30:00"),
                span("c", "12:59:59", "14:00:00"));

        assertThat(hour.seats()).isEqualTo(2);
        assertThat(hour.holders()).hasSize(3);
        assertThat(hour.denials()).isEqualTo(4);
    }

    @Test
    void aSeatThatChangesHandsAtOneInstantIsOneSeat() {
        assertThat(of(span("a", "12:00:00", "12:30:00"), span("b", "12:30:00", "12:40:00"))
                        .seats())
                .isEqualTo(1);
    }

    @Test
    void anHourHasItsBeginningAndNotItsEnd() {
        assertThat(of(span("before", "11:00:00", "12:00:00"), span("after", "13:00:00", "13:30:00")))
                .isEqualTo(new HourOfUse(NOON, 0, new java.util.TreeSet<>(), 4));
        assertThat(of(span("whole", "11:00:00", "14:00:00")).seats()).isEqualTo(1);
    }

    @Test
    void hashesDifferFromLicenseToLicenseAndSayNothingOfTheHolder() {
        List<LeaseSpan> spans = List.of(span("ada@globex.example", "12:00:00", "12:30:00"));
        String here = HourOfUse.of(LICENSE, NOON, spans, 0).holders().first();
        String there = HourOfUse.of(new UUID(1, 2), NOON, spans, 0).holders().first();

        assertThat(here).hasSize(16).isNotEqualTo(there);
        assertThat(HourOfUse.of(LICENSE, NOON.plusSeconds(1200), spans, 0).holders())
                .containsExactly(here);
    }

    private static HourOfUse of(LeaseSpan... spans) {
        return HourOfUse.of(LICENSE, NOON, List.of(spans), 4);
    }

    private static LeaseSpan span(String holder, String from, String until) {
        return new LeaseSpan(
                holder, Instant.parse("2026-11-22T" + from + "Z"), Instant.parse("2026-11-22T" + until + "Z"));
    }
}

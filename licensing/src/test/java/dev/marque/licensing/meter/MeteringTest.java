package dev.marque.licensing.meter;

import static dev.marque.licensing.meter.MeterFixture.METER;
import static dev.marque.licensing.meter.MeterFixture.ask;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.edit.ExpectedVersion;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.license.LicenseEdit;
import dev.marque.licensing.policy.Rules;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.licensing.validation.MeterUse;
import dev.marque.licensing.validation.Verdict;
import dev.marque.platform.identity.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MeteringTest {

    private static final LicensingFixture room = new LicensingFixture();
    private static final MeterFixture meters = new MeterFixture(room);
    private static final Duration HOUR = Duration.ofHours(1);

    @AfterAll
    static void close() {
        room.close();
    }

    @AfterEach
    void noonAgain() {
        room.clock.set(Instant.parse(LicensingFixture.NOON));
    }

    @Test
    void whatIsHeldCountsUpToTheLimitAndCanBeGivenBack() {
        Actor installation = meters.installation(Map.of("kind", "TOTAL", "limit", 10));

        assertThat(use(meters.consume(installation, 7)).remaining()).isEqualTo(3);
        Metered refused = meters.consume(installation, 4);
        assertThat(refused.code()).isEqualTo(MeterCode.LIMIT_EXCEEDED);
        assertThat(refused.detail()).isEqualTo("4 more of m is asked for, and 3 is left.");
        assertThat(use(refused).used()).isEqualTo(7);
        assertThat(meters.consume(installation, 3).granted()).isTrue();
        assertThat(use(meters.metering.release(installation, ask(4))).used()).isEqualTo(6);
        assertThat(use(meters.metering.release(installation, ask(400))).used()).isZero();
        assertThat(use(meters.consume(installation, 1)).resetsAt()).isNull();
    }

    @Test
    void aMeterWithoutALimitHasThatOfTheLicenseAndWithoutOneThereIsNoEnd() {
        Actor limited = room.installation(meters.licensed(Map.of("kind", "TOTAL"), Map.of("limits", Map.of(METER, 3))));
        Actor endless = meters.installation(Map.of("kind", "TOTAL"));

        assertThat(meters.consume(limited, 4).granted()).isFalse();
        assertThat(use(meters.consume(limited, 3)).limit()).isEqualTo(3);
        assertThat(use(meters.consume(endless, 1_000_000)).most()).isNull();
    }

    @Test
    void overageIsGrantedAndWarnedOf() {
        Actor installation = meters.installation(Map.of("kind", "TOTAL", "limit", 4, "overage", "UP_TO_1_5X"));

        assertThat(use(meters.consume(installation, 4)).overSoftLimit()).isFalse();
        assertThat(use(meters.consume(installation, 2)).overSoftLimit()).isTrue();
        assertThat(meters.consume(installation, 1).granted()).isFalse();
    }

    @Test
    void aMonthEndsAtMidnightInTheTenantsZone() {
        IssuedLicense issued = meters.licensed(Map.of("kind", "PER_PERIOD", "limit", 5, "period", "P1M"));
        Actor installation = room.installation(issued);
        room.clock.set(Instant.parse("2026-11-30T22:59:59.999999Z"));
        assertThat(use(meters.consume(installation, 5)).resetsAt()).isEqualTo("2026-11-30T23:00:00Z");
        assertThat(meters.consume(installation, 1).granted()).isFalse();

        room.clock.set(Instant.parse("2026-11-30T23:00:00Z"));
        assertThat(validated(installation).meters().getFirst().used()).isZero();
        assertThat(use(meters.consume(installation, 2)).resetsAt()).isEqualTo("2026-12-31T23:00:00Z");

        assertThat(meters.meters
                        .periods(room.acme, issued.license().id(), METER, PageRequest.first(9))
                        .items())
                .extracting(Counter::used)
                .containsExactly(2L, 5L);
        assertThat(meters.metering.release(installation, ask(1)).code()).isEqualTo(MeterCode.NOT_OF_THIS_KIND);
    }

    @Test
    void aRequestThatComesAgainCountsOnce() {
        Actor installation = meters.installation(Map.of("kind", "PER_PERIOD", "limit", 5, "period", "P1D"));
        meters.consume(installation, 3, "r-1");

        assertThat(use(meters.consume(installation, 3, "r-1")).used()).isEqualTo(3);
        assertThatThrownBy(() -> meters.consume(installation, 2, "r-1")).isInstanceOf(ProblemException.class);
        assertThat(meters.consume(installation, 4, "r-2").granted()).isFalse();
        room.clock.advance(Duration.ofDays(1));
        assertThat(use(meters.consume(installation, 3, "r-1")).used()).isZero();
        assertThat(use(meters.consume(installation, 4, "r-2")).used())
                .as("what was refused may be granted later")
                .isEqualTo(4);
    }

    @Test
    void whatIsReservedCountsUntilItIsSettledOrExpires() {
        Actor installation = meters.installation(Map.of("kind", "TOTAL", "limit", 10));
        UUID first = reservation(meters.reserve(installation, 6, HOUR));
        UUID second = reservation(meters.reserve(installation, 4, HOUR.multipliedBy(2)));
        assertThat(meters.consume(installation, 1).granted()).isFalse();

        assertThat(use(meters.reserving.cancel(installation, second)).remaining())
                .isEqualTo(4);
        assertThat(meters.reserving.cancel(installation, second).granted()).isTrue();
        assertThat(meters.reserving.commit(installation, second, null).code()).isEqualTo(MeterCode.RESERVATION_ENDED);
        room.clock.advance(HOUR);
        assertThat(validated(installation).meters().getFirst().remaining())
                .as("expired by time alone")
                .isEqualTo(10);
        assertThat(meters.consume(installation, 10).granted()).isTrue();
        assertThat(meters.reserving.commit(installation, first, null).code()).isEqualTo(MeterCode.RESERVATION_ENDED);
        assertThat(meters.reserving.cancel(installation, first).granted()).isTrue();
        assertThat(meters.reserving.cancel(installation, UUID.randomUUID()).code())
                .isEqualTo(MeterCode.RESERVATION_ENDED);
    }

    @Test
    void aReservationIsCommittedOnceAndCountsWhereItWasMade() {
        IssuedLicense issued = meters.licensed(Map.of("kind", "PER_PERIOD", "limit", 10, "period", "P1D"));
        Actor installation = room.installation(issued);
        UUID reservation = reservation(meters.reserve(installation, 10, Duration.ofDays(2)));
        room.clock.advance(Duration.ofDays(1));
        assertThat(meters.consume(installation, 10).granted()).isTrue();

        assertThat(use(meters.reserving.commit(installation, reservation, 8L)).used())
                .isEqualTo(8);
        assertThat(use(meters.reserving.commit(installation, reservation, 8L)).used())
                .isEqualTo(8);
        assertThat(meters.reserving.cancel(installation, reservation).granted()).isFalse();
        assertThat(meters.meters
                        .periods(room.acme, issued.license().id(), METER, PageRequest.first(9))
                        .items())
                .extracting(Counter::used, Counter::reserved)
                .containsExactly(tuple(10L, 0L), tuple(8L, 0L));
        UUID more = reservation(meters.reserve(meters.installation(Map.of("kind", "TOTAL")), 5, HOUR));
        assertThat(meters.reserving.commit(installation, more, null).granted())
                .as("another license's")
                .isFalse();
    }

    @Test
    void aReservationThatIsAskedForAgainIsTheSame() {
        Actor installation = meters.installation(Map.of("kind", "TOTAL", "limit", 10));
        Ask ask = new Ask(METER, 6, null, "job-1");

        UUID first = reservation(meters.reserving.reserve(installation, ask, HOUR));
        assertThat(reservation(meters.reserving.reserve(installation, ask, HOUR)))
                .isEqualTo(first);
        assertThatThrownBy(() -> meters.reserving.commit(installation, first, 7L))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void eachMemberCountsOnceAndOnlyItsHashIsKept() {
        Actor installation = meters.installation(Map.of("kind", "UNIQUE", "limit", 2, "period", "P1M"));
        meters.admit(installation, "ada@example.com");
        meters.admit(installation, "ada@example.com");
        assertThat(use(meters.admit(installation, "bob@example.com")).used()).isEqualTo(2);
        assertThat(meters.admit(installation, "eve@example.com").code()).isEqualTo(MeterCode.LIMIT_EXCEEDED);
        assertThat(meters.admit(installation, "ada@example.com").granted()).isTrue();

        Ask bob = new Ask(METER, 1, "bob@example.com", null);
        assertThat(use(meters.metering.release(installation, bob)).used()).isEqualTo(1);
        assertThat(use(meters.metering.release(installation, bob)).used()).isEqualTo(1);
        assertThat(meters.admit(installation, "eve@example.com").granted()).isTrue();
        assertThat(room.number("select count(*) from license_meter_members where encode(member, 'escape') like '%@%'"))
                .isZero();
        assertThatThrownBy(() -> meters.consume(installation, 1)).isInstanceOf(ProblemException.class);
        assertThat(meters.reserve(installation, 1, HOUR).code()).isEqualTo(MeterCode.NOT_OF_THIS_KIND);
    }

    @Test
    void theReportsOfAllMachinesAddUpAndThePeakStays() {
        IssuedLicense issued = meters.licensed(Map.of("kind", "HIGH_WATER", "limit", 32, "period", "P1M"));
        Actor installation = room.installation(issued);
        meters.report(installation, "one", 16);
        assertThat(use(meters.report(installation, "two", 16)).used()).isEqualTo(32);
        assertThat(meters.report(installation, "three", 1).granted()).isFalse();
        assertThat(use(meters.report(installation, "one", 4)).used()).isEqualTo(20);
        assertThat(use(meters.report(installation, "one", 0)).used()).isEqualTo(16);

        assertThat(meters.meters
                        .periods(room.acme, issued.license().id(), METER, PageRequest.first(9))
                        .items()
                        .getFirst()
                        .peak())
                .isEqualTo(32);
        assertThat(meters.consume(installation, 1).code()).isEqualTo(MeterCode.NOT_OF_THIS_KIND);
    }

    @Test
    void aMeterThatIsOverItsLimitIsRefusedByValidationUntilLessIsUsed() {
        IssuedLicense issued = meters.licensed(Map.of("kind", "TOTAL", "limit", 10));
        Actor installation = room.installation(issued);
        meters.consume(installation, 10);
        assertThat(validated(installation).outcome().code()).isEqualTo(Code.VALID);

        Rules fewer = room.json.convertValue(
                Map.of("meters", Map.of(METER, Map.of("kind", "TOTAL", "limit", 8))), Rules.class);
        room.licenses.update(
                room.acme,
                issued.license().id(),
                new LicenseEdit(null, null, null, null, null, fewer),
                ExpectedVersion.ANY);
        Verdict refused = validated(installation);
        assertThat(refused.outcome().code()).isEqualTo(Code.LIMIT_EXCEEDED);
        assertThat(refused.outcome().detail()).isEqualTo("Too much is used: m (10 of 8).");
        assertThat(refused.meters().getFirst().remaining()).isZero();
        meters.metering.release(installation, ask(2));
        assertThat(validated(installation).outcome().code()).isEqualTo(Code.VALID);
    }

    @Test
    void aSuspendedLicenseUsesNothingButGivesBack() {
        IssuedLicense issued = meters.licensed(Map.of("kind", "TOTAL", "limit", 10));
        Actor installation = room.installation(issued);
        meters.consume(installation, 5);
        UUID reservation = reservation(meters.reserve(installation, 2, HOUR));
        room.licenses.suspend(room.acme, issued.license().id(), null);

        Metered refused = meters.consume(installation, 1);
        assertThat(refused.code()).isEqualTo(MeterCode.LICENSE_REFUSED);
        assertThat(refused.detail()).isEqualTo("The license is suspended.");
        assertThat(meters.metering.release(installation, ask(1)).granted()).isTrue();
        assertThat(use(meters.reserving.commit(installation, reservation, null)).used())
                .isEqualTo(6);
        assertThat(meters.metering
                        .release(installation, new Ask("none", 1, null, null))
                        .code())
                .isEqualTo(MeterCode.METER_UNKNOWN);
    }

    @Test
    void eachThresholdIsToldOnceInAPeriod() {
        IssuedLicense issued = meters.licensed(Map.of(
                "kind", "PER_PERIOD", "limit", 10, "period", "P1M", "softLimit", 3, "thresholds", List.of(50, 100)));
        Actor installation = room.installation(issued);
        assertThat(levels(issued)).isEmpty();
        meters.consume(installation, 3);
        assertThat(levels(issued)).containsExactly("3");
        meters.consume(installation, 1);
        meters.consume(installation, 6);
        assertThat(levels(issued)).containsExactly("3", "5", "10");
        meters.meters.adjust(room.acme, issued.license().id(), METER, 0, "a test of theirs");
        meters.consume(installation, 10);
        assertThat(levels(issued)).hasSize(3);

        room.clock.advance(Duration.ofDays(30));
        meters.consume(installation, 5);
        assertThat(levels(issued)).containsExactly("3", "5", "10", "3", "5");
        assertThat(room.timeline
                        .of(room.acme, issued.license().id(), PageRequest.first(20))
                        .items())
                .extracting(entry -> entry.action())
                .contains("meter.threshold-reached", "meter.adjusted", "license.created");
    }

    @Test
    void staffCorrectWhatWasCountedAndSayWhy() {
        IssuedLicense issued = meters.licensed(Map.of("kind", "TOTAL", "limit", 10));
        UUID license = issued.license().id();
        meters.consume(room.installation(issued), 4);

        assertThat(meters.meters
                        .adjust(room.acme, license, METER, 12, "moved from the old server")
                        .used())
                .isEqualTo(12);
        assertThat(meters.meters.list(room.acme, license).getFirst().used()).isEqualTo(12);
        assertThat(room.texts("select (before ->> 'used') || ' ' || (after ->> 'used') || ' ' || (after ->> 'reason')"
                        + " from audit_logs where action = 'meter.adjusted' and after ->> 'reason' like 'moved%'"))
                .containsExactly("4 12 moved from the old server");
        assertThatThrownBy(() -> meters.meters.adjust(room.acme, license, "none", 1, "x"))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> meters.meters.list(room.globex, license)).isInstanceOf(ProblemException.class);

        IssuedLicense unique = meters.licensed(Map.of("kind", "UNIQUE", "limit", 1));
        Actor installation = room.installation(unique);
        meters.admit(installation, "ada");
        assertThatThrownBy(
                        () -> meters.meters.adjust(room.acme, unique.license().id(), METER, 5, "x"))
                .isInstanceOf(ProblemException.class);
        meters.meters.adjust(room.acme, unique.license().id(), METER, 0, "x");
        assertThat(meters.admit(installation, "bob").granted()).isTrue();
        assertThat(meters.admit(installation, "ada").granted()).isFalse();
    }

    @Test
    void upkeepForgetsWhatIsOldAndNothingThatCounts() {
        Actor installation = meters.installation(Map.of("kind", "UNIQUE", "period", "P1D"));
        Actor total = meters.installation(Map.of("kind", "TOTAL"));
        meters.admit(installation, "ada");
        meters.consume(total, 2, "old");
        meters.reserving.commit(total, reservation(meters.reserve(total, 3, HOUR)), null);
        room.clock.advance(MeterUpkeep.KEPT.plusDays(2));
        meters.consume(total, 1, "new");

        assertThat(new MeterUpkeep(room.database, room.tenants, room.clock).run())
                .isPositive();
        assertThat(rows("license_meter_members", installation)).isZero();
        assertThat(room.texts("select request from license_meter_requests where license_id = '" + total.id() + "'"))
                .containsExactly("new");
        assertThat(room.number(
                        "select count(*) from license_meter_reservations where license_id = '" + total.id() + "'"))
                .isZero();
        assertThat(use(meters.consume(total, 1)).used()).isEqualTo(7);
    }

    private static int rows(String table, Actor installation) {
        return room.number("select count(*) from " + table + " t join license_meters c on c.id = t.meter_id"
                + " where c.license_id = '" + installation.id() + "'");
    }

    private static List<String> levels(IssuedLicense issued) {
        return room.texts("select payload ->> 'level' from outbox where type = 'meter.threshold-reached'"
                + " and payload ->> 'licenseId' = '" + issued.license().id() + "' order by id");
    }

    private static Verdict validated(Actor installation) {
        return room.validations.validate(installation, ValidationRequest.PLAIN);
    }

    private static MeterUse use(Metered metered) {
        return requireNonNull(metered.use(), metered::detail);
    }

    private static UUID reservation(Metered metered) {
        return requireNonNull(metered.reservation(), metered::detail).id();
    }
}

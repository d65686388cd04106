package dev.marque.licensing.meter;

import static dev.marque.licensing.meter.MeterFixture.METER;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.licensing.policy.MeterKind;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.identity.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Those who use at once get what they would have got one after the other. Groups are put together here, not by chance. */
class CountingTogetherTest {

    private static final LicensingFixture room = new LicensingFixture();
    private static final MeterFixture meters = new MeterFixture(room);
    private static final CountingTogether counting = new CountingTogether(meters.locks);

    @AfterAll
    static void close() {
        room.close();
    }

    @AfterEach
    void noonAgain() {
        room.clock.set(Instant.parse(LicensingFixture.NOON));
    }

    @Test
    void metersOfManyLicensesGrantWhatThereIs() {
        List<Actor> licenses = Stream.generate(() -> used(Map.of("kind", "TOTAL", "limit", 3)))
                .limit(8)
                .toList();

        List<Optional<Metered>> answers = count(IntStream.range(0, 32)
                .mapToObj(i -> consume(licenses.get(i % 8), 1))
                .toList());

        assertThat(answers.subList(0, 24))
                .allMatch(answer -> answer.orElseThrow().granted());
        assertThat(answers.subList(24, 32))
                .allMatch(answer -> answer.orElseThrow().code() == MeterCode.LIMIT_EXCEEDED);
        assertThat(licenses).allSatisfy(license -> assertThat(used(license)).isEqualTo(3));
    }

    @Test
    void eachIsToldHowItsMeterStoodAfterIt() {
        Actor license = used(Map.of("kind", "TOTAL", "limit", 10));

        assertThat(count(List.of(consume(license, 4), wish(license, Call.RELEASE, 1, null, null), consume(license, 5))))
                .extracting(answer -> requireNonNull(answer.orElseThrow().use()).used())
                .containsExactly(4L, 3L, 8L);
    }

    @Test
    void aPeriodThatNobodyUsedYetBeginsAlone() {
        Actor license = meters.installation(Map.of("kind", "PER_PERIOD", "limit", 9, "period", "P1D"));

        assertThat(count(List.of(consume(license, 1)))).containsExactly(Optional.empty());
        meters.consume(license, 1);
        assertThat(count(List.of(consume(license, 1)))).allMatch(Optional::isPresent);
        room.clock.advance(Duration.ofDays(1));
        assertThat(count(List.of(consume(license, 1)))).containsExactly(Optional.empty());
    }

    @Test
    void aHeldMeterIsNotWaitedForNorAreTheOthers() {
        Actor held = used(Map.of("kind", "TOTAL", "limit", 9));
        Actor free = used(Map.of("kind", "TOTAL", "limit", 9));

        room.database.runInEnvironment(room.acme.where(), transaction -> {
            CounterRows.hold(transaction, held.id(), METER, true, room.clock.instant());
            Thread other =
                    Thread.startVirtualThread(() -> assertThat(count(List.of(consume(held, 1), consume(free, 1))))
                            .extracting(Optional::isPresent)
                            .containsExactly(false, true));
            join(other);
        });

        assertThat(used(held)).isZero();
        assertThat(used(free)).isEqualTo(1);
    }

    @Test
    void aRequestThatComesTwiceInAGroupCountsOnce() {
        Actor license = used(Map.of("kind", "TOTAL", "limit", 9));
        Wish named = wish(license, Call.CONSUME, 2, null, "r-1");

        assertThat(count(List.of(named, named, wish(license, Call.CONSUME, 3, null, "r-1"))))
                .extracting(answer -> answer.map(Metered::code).orElse(null))
                .containsExactly(MeterCode.GRANTED, MeterCode.GRANTED, null);
        assertThat(count(List.of(named)))
                .allMatch(answer -> answer.orElseThrow().granted());
        assertThat(used(license)).isEqualTo(2);
        assertThat(meters.consume(license, 2, "r-1").granted()).isTrue();
        assertThat(used(license)).isEqualTo(2);
    }

    @Test
    void whatWasRefusedMayBeGrantedUnderTheSameName() {
        Actor license = used(Map.of("kind", "TOTAL", "limit", 2));
        meters.consume(license, 1);
        Wish named = wish(license, Call.CONSUME, 2, null, "r-1");

        assertThat(count(List.of(named, wish(license, Call.RELEASE, 1, null, null), named)))
                .extracting(answer -> answer.orElseThrow().code())
                .containsExactly(MeterCode.LIMIT_EXCEEDED, MeterCode.GRANTED, MeterCode.GRANTED);
    }

    @Test
    void aReservationThatHasExpiredIsMarkedAlone() {
        Actor license = used(Map.of("kind", "TOTAL", "limit", 9));
        meters.reserve(license, 5, Duration.ofHours(1));

        assertThat(count(List.of(consume(license, 5))).getFirst().orElseThrow().code())
                .isEqualTo(MeterCode.LIMIT_EXCEEDED);
        room.clock.advance(Duration.ofHours(1));
        assertThat(count(List.of(consume(license, 5)))).containsExactly(Optional.empty());
        assertThat(meters.consume(license, 5).granted()).isTrue();
    }

    @Test
    void whoAsksWronglyAsksAloneAndHindersNobody() {
        Actor total = used(Map.of("kind", "TOTAL", "limit", 9));
        Actor unique = used(Map.of("kind", "UNIQUE", "limit", 9));

        assertThat(count(List.of(
                        wish(total, Call.CONSUME, 1, "somebody", null),
                        wish(unique, Call.CONSUME, 1, null, null),
                        wish(unique, Call.CONSUME, 2, "somebody", null),
                        wish(total, Call.REPORT, 1, "somebody", null),
                        new Wish(total, Call.CONSUME, new Ask("other", 1, null, null), null),
                        consume(total, 1))))
                .extracting(answer -> answer.map(Metered::code).orElse(null))
                .containsExactly(
                        null, null, null, MeterCode.NOT_OF_THIS_KIND, MeterCode.METER_UNKNOWN, MeterCode.GRANTED);
    }

    @Test
    void aLicenseThatMayNotBeUsedGivesBackAllTheSame() {
        Actor license = used(Map.of("kind", "TOTAL", "limit", 9));
        meters.consume(license, 5);
        room.licenses.suspend(room.acme, license.id(), null);

        assertThat(count(List.of(consume(license, 1), wish(license, Call.RELEASE, 2, null, null))))
                .extracting(answer -> answer.orElseThrow().code())
                .containsExactly(MeterCode.LICENSE_REFUSED, MeterCode.GRANTED);
        assertThat(used(license)).isEqualTo(3);
    }

    @Test
    void aThresholdIsToldOfOnceByWhoReachesIt() {
        Actor license = used(Map.of("kind", "TOTAL", "limit", 10, "thresholds", List.of(50, 80)));

        count(List.of(consume(license, 4), consume(license, 1), consume(license, 4), consume(license, 1)));
        count(List.of(wish(license, Call.RELEASE, 9, null, null), consume(license, 9)));

        assertThat(room.texts("select payload ->> 'level' from outbox where type = 'meter.threshold-reached'"
                        + " and payload ->> 'licenseId' = '" + license.id() + "' order by 1"))
                .containsExactly("5", "8");
    }

    /** Twins of a license: one is asked by groups, one by one after the other; they never differ. */
    @ParameterizedTest
    @EnumSource(MeterKind.class)
    void groupsCountWhatOneAfterTheOtherCounts(MeterKind kind) {
        Random random = new Random(20261124);
        Map<String, ?> rule = Map.of("kind", kind.name(), "limit", 12, "period", "P1D");
        if (kind == MeterKind.TOTAL) {
            rule = Map.of("kind", kind.name(), "limit", 12);
        }
        Actor grouped = used(rule);
        Actor single = used(rule);
        boolean members = kind == MeterKind.UNIQUE || kind == MeterKind.HIGH_WATER;
        for (int round = 0; round < 30; round++) {
            List<Wish> wishes = Stream.generate(() -> random(random, grouped, members, kind))
                    .limit(6)
                    .toList();
            List<Optional<Metered>> answers = count(wishes);
            for (int i = 0; i < wishes.size(); i++) {
                Metered together = answers.get(i).orElseThrow();
                Metered alone = alone(single, wishes.get(i));
                assertThat(together.code()).as("%s of %s", i, wishes).isEqualTo(alone.code());
                assertThat(together.use()).isEqualTo(alone.use());
            }
        }
        assertThat(used(grouped)).isEqualTo(used(single));
        assertThat(remembered(grouped)).isEqualTo(remembered(single));
    }

    private static Wish random(Random random, Actor license, boolean members, MeterKind kind) {
        Call call = Call.values()[random.nextInt(3)];
        int amount = kind == MeterKind.UNIQUE ? 1 : random.nextInt(6);
        return wish(license, call, amount, members ? "member " + random.nextInt(16) : null, null);
    }

    /** Within a larger transaction nobody is counted together with others. */
    private static Metered alone(Actor installation, Wish wish) {
        return room.database.asOne(room.acme.tenant(), _ -> switch (wish.call()) {
            case CONSUME -> meters.metering.consume(installation, wish.ask());
            case RELEASE -> meters.metering.release(installation, wish.ask());
            case REPORT -> meters.metering.report(installation, wish.ask());
        });
    }

    private static List<String> remembered(Actor license) {
        return room.texts("select encode(p.member, 'hex') || ' ' || p.amount from license_meter_members p"
                + " join license_meters m on m.id = p.meter_id where m.license_id = '" + license.id() + "' order by 1");
    }

    private static List<Optional<Metered>> count(List<Wish> wishes) {
        return room.database.inEnvironment(
                room.acme.where(), transaction -> counting.write(transaction, room.acme.where(), wishes));
    }

    private static Wish consume(Actor license, long amount) {
        return wish(license, Call.CONSUME, amount, null, null);
    }

    private static Wish wish(
            Actor license, Call call, long amount, @Nullable String member, @Nullable String requestId) {
        return new Wish(license, call, new Ask(METER, amount, member, requestId), null);
    }

    /** A license with a meter whose period has begun, and of which nothing is used. */
    private static Actor used(Map<String, ?> rule) {
        List<Call> calls = new ArrayList<>(List.of(Call.CONSUME, Call.REPORT));
        Actor installation = meters.installation(rule);
        String member = List.of("UNIQUE", "HIGH_WATER").contains(rule.get("kind")) ? "first" : null;
        for (Call call : calls) {
            alone(installation, wish(installation, call, "UNIQUE".equals(rule.get("kind")) ? 1 : 0, member, null));
        }
        if ("UNIQUE".equals(rule.get("kind"))) {
            alone(installation, wish(installation, Call.RELEASE, 1, member, null));
        }
        return installation;
    }

    private static long used(Actor license) {
        return meters.meters.list(room.acme, license.id()).getFirst().used();
    }

    private static void join(Thread thread) {
        try {
            assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.marque.licensing.lease;

import static dev.marque.licensing.lease.LeaseRoom.lease;
import static dev.marque.licensing.lease.LeaseRoom.machine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.Code;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.identity.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeasesTest {

    private static final LeaseRoom room = new LeaseRoom();
    private static final Duration TTL = Duration.ofMinutes(5);
    private static final Instant NOON = Instant.parse(LicensingFixture.NOON);

    @AfterAll
    static void close() {
        room.close();
    }

    @AfterEach
    void noonAgain() {
        room.noonAgain();
    }

    @Test
    void theSameHolderTwiceHasOneLease() {
        Actor perMachine = room.license(Map.of("seats", 2));
        Lease first = room.granted(perMachine, "m");
        room.pass(Duration.ofMinutes(1));
        Lease again = lease(room.leases.acquire(
                perMachine, new Ask(new Holder(Fingerprint.of("m"), "another process", "bob"), null, false)));
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.expiresAt()).isEqualTo(first.expiresAt().plus(Duration.ofMinutes(1)));

        Actor perProcess = room.license(Map.of("seats", 2, "leasing", "PER_PROCESS"));
        UUID one = lease(ask(perProcess, "m", "1", null)).id();
        assertThat(lease(ask(perProcess, "m", "2", null)).id()).isNotEqualTo(one);
        assertThat(lease(ask(perProcess, "m", "1", null)).id()).isEqualTo(one);
        assertThat(ask(perProcess, "other", "1", null).code()).isEqualTo(LeaseCode.NO_SEAT_FREE);

        Actor perUser = room.license(Map.of("seats", 1, "leasing", "PER_USER"));
        UUID ada = lease(ask(perUser, "m", null, "ada")).id();
        assertThat(lease(ask(perUser, "laptop", null, "ada")).id()).isEqualTo(ada);
        assertThat(ask(perUser, "m", null, "bob").code()).isEqualTo(LeaseCode.NO_SEAT_FREE);
        assertThatThrownBy(() -> ask(perUser, "m", null, null))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.errors())
                        .extracting(error -> error.pointer())
                        .containsExactly("/user"));
    }

    @Test
    void aLostClientsSeatIsFreeAtTheInstantItsTimeToLiveEnds() {
        Actor license = room.license(Map.of("seats", 1, "timeToLive", "PT2M"));
        Lease lost = room.granted(license, "lost");
        room.pass(Duration.ofMinutes(2).minusNanos(1000));
        assertThat(room.acquire(license, "next").code()).isEqualTo(LeaseCode.NO_SEAT_FREE);
        assertThat(room.validate(license, lost.id())).isEqualTo(Code.VALID);

        room.pass(Duration.ofNanos(1000));
        assertThat(room.validate(license, lost.id())).isEqualTo(Code.LEASE_REQUIRED);
        assertThat(room.leases.renew(license, lost.id()).code()).isEqualTo(LeaseCode.LEASE_ENDED);
        assertThat(room.granted(license, "next").expiresAt()).isEqualTo(NOON.plus(Duration.ofMinutes(4)));
    }

    @Test
    void onlyTheHolderOfALeaseIsValid() {
        Actor license = room.license(Map.of("seats", 1));
        assertThat(room.validate(license, null)).isEqualTo(Code.LEASE_REQUIRED);
        Lease lease = room.granted(license, "m");
        assertThat(room.validate(license, lease.id())).isEqualTo(Code.VALID);
        assertThat(room.validate(license, null)).isEqualTo(Code.LEASE_REQUIRED);
        Actor other = room.license(Map.of("seats", 1));
        assertThat(room.validate(other, lease.id())).isEqualTo(Code.LEASE_REQUIRED);
        assertThat(room.leases.release(other, lease.id()).code()).isEqualTo(LeaseCode.LEASE_ENDED);

        assertThat(room.leases.release(license, lease.id()).code()).isEqualTo(LeaseCode.RELEASED);
        assertThat(room.validate(license, lease.id())).isEqualTo(Code.LEASE_REQUIRED);
        assertThat(room.leases.release(license, lease.id()).code()).isEqualTo(LeaseCode.LEASE_ENDED);
        assertThat(room.actions(lease.id())).containsExactly("lease.acquired", "lease.released");
        assertThat(room.fixture.events("lease.released", lease.id())).isEqualTo(1);
    }

    @Test
    void renewalsKeepTheSeatAndLeaveNoLineInTheAuditTrail() {
        Actor license = room.license(Map.of("seats", 1));
        Lease lease = room.granted(license, "m");
        for (int i = 0; i < 5; i++) {
            room.pass(Duration.ofMinutes(4));
            assertThat(room.leases.renew(license, lease.id()).code()).isEqualTo(LeaseCode.RENEWED);
        }
        assertThat(room.acquire(license, "next").code()).isEqualTo(LeaseCode.NO_SEAT_FREE);
        assertThat(room.actions(lease.id())).containsExactly("lease.acquired");
    }

    @Test
    void aReleasedSeatLingersForItsHolder() {
        Actor license = room.license(Map.of("seats", 1, "linger", "PT10M"));
        Lease first = room.granted(license, "m");
        room.leases.release(license, first.id());
        assertThat(room.validate(license, first.id())).isEqualTo(Code.LEASE_REQUIRED);
        assertThat(room.queueUp(license, "next")).isEqualTo("NO_SEAT_FREE 1");
        Lease second = room.granted(license, "m");
        assertThat(second.id()).isNotEqualTo(first.id());

        room.leases.release(license, second.id());
        room.pass(Duration.ofMinutes(10));
        assertThat(room.acquire(license, "next").code()).isEqualTo(LeaseCode.GRANTED);
    }

    @Test
    void aBorrowedSeatHoldsUntilItsDayOrUntilItIsReturned() {
        Actor license = room.license(Map.of("seats", 1, "longestBorrowing", "P7D"));
        Lease lease = room.granted(license, "laptop");
        assertThat(borrow(license, lease, Duration.ofDays(8))).isEqualTo(LeaseCode.BORROWING_TOO_LONG);
        assertThat(room.leases.giveBack(license, lease.id()).code()).isEqualTo(LeaseCode.NOT_BORROWED);
        assertThat(borrow(license, lease, Duration.ofDays(7))).isEqualTo(LeaseCode.BORROWED);

        room.pass(Duration.ofDays(6));
        assertThat(room.acquire(license, "next").code()).isEqualTo(LeaseCode.NO_SEAT_FREE);
        assertThat(room.leases.release(license, lease.id()).code()).isEqualTo(LeaseCode.STILL_BORROWED);
        assertThat(lease(room.leases.renew(license, lease.id())).expiresAt()).isEqualTo(NOON.plus(Duration.ofDays(7)));
        assertThat(room.validate(license, lease.id())).isEqualTo(Code.VALID);
        assertThat(room.leases.giveBack(license, lease.id()).code()).isEqualTo(LeaseCode.RETURNED);
        Lease next = room.granted(license, "next");
        assertThat(room.actions(lease.id())).containsExactly("lease.acquired", "lease.borrowed", "lease.returned");

        assertThat(borrow(license, next, Duration.ofDays(1))).isEqualTo(LeaseCode.BORROWED);
        room.pass(Duration.ofDays(1));
        assertThat(room.acquire(license, "third").code()).isEqualTo(LeaseCode.GRANTED);
        assertThatThrownBy(() -> borrow(license, room.granted(license, "third"), Duration.ZERO))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void borrowingNeedsToBeAllowedAndEndsWithTheLicense() {
        Actor never = room.license(Map.of("seats", 1));
        assertThat(borrow(never, room.granted(never, "m"), Duration.ofHours(1)))
                .isEqualTo(LeaseCode.BORROWING_NOT_ALLOWED);

        Actor monthly = room.fixture.installation(room.fixture.license(Map.of(
                "term",
                "P1M",
                "grace",
                "P1D",
                "requiresActivation",
                false,
                "rules",
                Map.of("floating", Map.of("seats", 1, "longestBorrowing", "P90D")))));
        Lease lease = room.granted(monthly, "m");
        assertThat(borrow(monthly, lease, Duration.ofDays(31).plusMinutes(1))).isEqualTo(LeaseCode.BORROWING_TOO_LONG);
        assertThat(borrow(monthly, lease, Duration.ofDays(31))).isEqualTo(LeaseCode.BORROWED);
    }

    @Test
    void theQueueIsServedInTheOrderInWhichItCame() {
        Actor license = room.license(Map.of("seats", 2, "queue", "PT1M"));
        Lease a = room.granted(license, "a");
        Lease b = room.granted(license, "b");
        assertThat(room.queueUp(license, "first")).isEqualTo("NO_SEAT_FREE 1");
        assertThat(room.queueUp(license, "second")).isEqualTo("NO_SEAT_FREE 2");
        assertThat(room.queueUp(license, "third")).isEqualTo("NO_SEAT_FREE 3");
        assertThat(room.queueUp(license, "first")).isEqualTo("NO_SEAT_FREE 1");

        room.leases.release(license, a.id());
        assertThat(room.acquire(license, "passer-by").code()).isEqualTo(LeaseCode.NO_SEAT_FREE);
        assertThat(room.askAfter(license, "second")).isEqualTo("WAITING 2");
        assertThat(room.askAfter(license, "first")).isEqualTo("SEAT_READY 1");
        assertThat(room.queueUp(license, "second")).isEqualTo("NO_SEAT_FREE 2");
        assertThat(room.queueUp(license, "first")).isEqualTo("GRANTED");
        assertThat(room.askAfter(license, "first")).isEqualTo("NOT_WAITING");
        assertThat(room.askAfter(license, "third")).isEqualTo("WAITING 2");

        room.leases.release(license, b.id());
        assertThat(room.queue.leave(license, machine("second")).code()).isEqualTo(LeaseCode.LEFT_QUEUE);
        assertThat(room.askAfter(license, "third")).isEqualTo("SEAT_READY 1");
    }

    @Test
    void whoDoesNotAskAfterAPlaceLosesIt() {
        Actor license = room.license(Map.of("seats", 1, "queue", "PT1M"));
        Lease a = room.granted(license, "a");
        room.queueUp(license, "first");
        room.pass(Duration.ofSeconds(30));
        room.queueUp(license, "second");
        room.leases.release(license, a.id());
        assertThat(room.askAfter(license, "second")).isEqualTo("WAITING 2");

        room.pass(Duration.ofSeconds(30));
        assertThat(room.askAfter(license, "second")).isEqualTo("SEAT_READY 1");
        assertThat(room.askAfter(license, "first")).isEqualTo("NOT_WAITING");
        assertThat(room.queueUp(license, "first")).isEqualTo("NO_SEAT_FREE 2");
        room.pass(Duration.ofMinutes(1));
        assertThat(room.acquire(license, "passer-by").code()).isEqualTo(LeaseCode.GRANTED);
    }

    @Test
    void reservedSeatsAreKeptAndCapsHold() {
        Actor license = room.license(Map.of(
                "seats",
                5,
                "groups",
                List.of(Map.of("name", "design", "reserved", 2, "max", 3), Map.of("name", "guests", "max", 1))));
        assertThat(room.acquire(license, "g1", "guests", true).code()).isEqualTo(LeaseCode.GRANTED);
        assertThat(LeaseRoom.told(room.acquire(license, "g2", "guests", true))).isEqualTo("NO_SEAT_FREE 1");
        // Who waits for a group that is full holds nobody up.
        assertThat(room.acquire(license, "x1").code()).isEqualTo(LeaseCode.GRANTED);
        assertThat(room.acquire(license, "x2").code()).isEqualTo(LeaseCode.GRANTED);
        assertThat(room.acquire(license, "x3").code()).isEqualTo(LeaseCode.NO_SEAT_FREE);
        assertThat(room.acquire(license, "d1", "design", false).code()).isEqualTo(LeaseCode.GRANTED);
        assertThat(room.acquire(license, "d2", "design", false).code()).isEqualTo(LeaseCode.GRANTED);
        assertThat(room.acquire(license, "d3", "design", false).code()).isEqualTo(LeaseCode.NO_SEAT_FREE);
        assertThat(room.acquire(license, "s1", "sales", false).code()).isEqualTo(LeaseCode.GROUP_UNKNOWN);
        assertThat(room.held
                        .list(room.fixture.acme, license.id(), "design", PageRequest.first(9))
                        .items())
                .extracting(lease -> lease.holder().machine().value())
                .containsExactly("d2", "d1");
    }

    @Test
    void overdraftIsGivenMarkedAndToldOf() {
        Actor license = room.license(Map.of("seats", 1, "overdraft", 1));
        assertThat(room.granted(license, "a").overdrawn()).isFalse();
        Lease beyond = room.granted(license, "b");
        assertThat(beyond.overdrawn()).isTrue();
        assertThat(room.acquire(license, "c").code()).isEqualTo(LeaseCode.NO_SEAT_FREE);
        assertThat(room.fixture.events("lease.overdrawn", beyond.id())).isEqualTo(1);
        assertThat(room.actions(beyond.id())).containsExactly("lease.acquired", "lease.overdrawn");
    }

    @Test
    void theLicenseIsJudgedBeforeItsSeats() {
        Actor license = room.license(Map.of("seats", 1));
        Lease lease = room.granted(license, "m");
        room.fixture.licenses.suspend(room.fixture.acme, license.id(), null);
        Leased refused = room.acquire(license, "other");
        assertThat(refused.code()).isEqualTo(LeaseCode.LICENSE_REFUSED);
        assertThat(refused.licenseCode()).isEqualTo(Code.SUSPENDED);
        assertThat(room.leases.renew(license, lease.id()).code()).isEqualTo(LeaseCode.LICENSE_REFUSED);
        assertThat(room.leases.release(license, lease.id()).code()).isEqualTo(LeaseCode.RELEASED);

        Actor plain = room.fixture.installation(room.fixture.license(Map.of("requiresActivation", false)));
        assertThat(room.acquire(plain, "m").code()).isEqualTo(LeaseCode.NOT_FLOATING);
        Actor bound = room.fixture.installation(
                room.fixture.license(Map.of("rules", Map.of("floating", Map.of("seats", 1)))));
        assertThat(room.acquire(bound, "m").licenseCode()).isEqualTo(Code.NOT_ACTIVATED);
        room.fixture.activations.activate(bound, LicensingFixture.machine("m"));
        assertThat(room.acquire(bound, "m").code()).isEqualTo(LeaseCode.GRANTED);
    }

    @Test
    void staffSeeWhoHoldsAndWhoWaitsAndTakeSeatsBack() {
        Actor license = room.license(Map.of("seats", 2, "longestBorrowing", "P7D"));
        Lease kept = room.granted(license, "kept");
        Lease gone = room.granted(license, "gone");
        borrow(license, gone, Duration.ofDays(7));
        room.queueUp(license, "w1");
        room.queueUp(license, "w2");
        assertThat(room.held
                        .list(room.fixture.acme, license.id(), null, PageRequest.first(9))
                        .items())
                .extracting(Lease::id)
                .containsExactly(gone.id(), kept.id());
        var firstPage = room.held.queue(room.fixture.acme, license.id(), PageRequest.first(1));
        assertThat(firstPage.items()).extracting(Place::key).containsExactly("w1");
        assertThat(firstPage.next()).isNotNull();

        room.held.forceRelease(room.fixture.acme, license.id(), gone.id(), "left with the laptop");

        assertThat(room.leases.renew(license, gone.id()).code()).isEqualTo(LeaseCode.LEASE_ENDED);
        assertThat(room.queueUp(license, "w1")).isEqualTo("GRANTED");
        assertThat(room.fixture.texts(
                        "select after ->> 'endReason' from audit_logs where action = 'lease.force-released'"))
                .containsExactly("left with the laptop");
        assertThat(room.fixture
                        .timeline
                        .of(room.fixture.acme, license.id(), PageRequest.first(9))
                        .items())
                .extracting(entry -> entry.action())
                .contains("lease.force-released", "lease.borrowed", "license.created");
        assertNotFound(() -> room.held.forceRelease(room.fixture.acme, license.id(), gone.id(), "again"));
        assertNotFound(() -> room.held.forceRelease(room.fixture.globex, license.id(), kept.id(), "not theirs"));
        assertNotFound(() -> room.held.list(room.fixture.globex, license.id(), null, PageRequest.first(9)));
        assertNotFound(() -> room.held.queue(room.fixture.globex, license.id(), PageRequest.first(9)));
    }

    @Test
    void upkeepTellsOnceOfEveryLeaseThatRanOutAndForgetsOldOnes() {
        Actor license = room.license(Map.of("seats", 2));
        Lease noticed = room.granted(license, "noticed");
        room.pass(Duration.ofMinutes(1));
        Lease alone = room.granted(license, "alone");
        room.pass(TTL.minusMinutes(1));
        room.granted(license, "next");
        room.pass(Duration.ofMinutes(1));

        room.upkeep.run();
        room.upkeep.run();

        for (Lease lease : List.of(noticed, alone)) {
            assertThat(room.fixture.events("lease.expired", lease.id())).isEqualTo(1);
            assertThat(room.actions(lease.id())).containsExactly("lease.acquired", "lease.expired");
        }
        room.pass(LeaseUpkeep.KEPT_AFTER_END.plusMinutes(1));
        room.upkeep.run();
        assertThat(room.fixture.number("select count(*) from license_leases where license_id = '" + license.id() + "'"))
                .isEqualTo(1);
    }

    private static Leased ask(Actor license, String machine, @Nullable String process, @Nullable String user) {
        return room.leases.acquire(license, new Ask(new Holder(Fingerprint.of(machine), process, user), null, false));
    }

    private static LeaseCode borrow(Actor license, Lease lease, Duration time) {
        return room.leases
                .borrow(license, lease.id(), room.fixture.clock.instant().plus(time))
                .code();
    }

    private static void assertNotFound(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.type())
                .isEqualTo(ProblemType.NOT_FOUND));
    }
}

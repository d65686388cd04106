package dev.marque.edge.premises;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.edge.EdgeCode;
import dev.marque.edge.Sharing;
import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.lease.LeaseCode;
import dev.marque.licensing.lease.Leased;
import dev.marque.licensing.license.IssuedLicense;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which files a server at a customer goes by, and what it does when it has none. */
class EdgeTest {

    private static final EdgeRoom room = new EdgeRoom();

    @AfterAll
    static void close() {
        room.close();
    }

    @BeforeEach
    void trust() {
        room.trustTheVendor();
        room.later();
    }

    @Test
    void aFileOfTheVendorsLetsProgramsHaveSeatsByTheSameKey() {
        IssuedLicense license = room.license(Map.of("seats", 2));
        Edge edge = installed(license);

        assertThat(edge.status().code()).isEqualTo(EdgeCode.OPEN);
        Leased first = room.acquire(edge, license, "m1");
        assertThat(first.code()).isEqualTo(LeaseCode.GRANTED);
        assertThat(first.license().id()).isEqualTo(license.license().id());
        assertThat(first.license().expiresAt()).isEqualTo(license.license().expiresAt());
        assertThat(first.license().featureCodes(room.customer.clock.instant())).containsExactly("export");
        assertThat(room.acquire(edge, license, "m2").code()).isEqualTo(LeaseCode.GRANTED);
        assertThat(room.acquire(edge, license, "m3").code()).isEqualTo(LeaseCode.NO_SEAT_FREE);
        assertThat(room.customer.audits("lease.acquired", EdgeRoom.id(first))).isEqualTo(1);
    }

    @Test
    void anEncryptedFileIsReadByTheLicenseKeyAndOnThisServerOnly() {
        IssuedLicense license = room.license(Map.of("seats", 2));
        room.install(room.answer(license, room.fingerprint(), true));
        assertThat(room.start(license.key(), Sharing.AS_SOLD).status().code()).isEqualTo(EdgeCode.OPEN);

        IssuedLicense other = room.license(Map.of("seats", 2));
        assertThat(room.start(other.key(), Sharing.AS_SOLD).status().code()).isEqualTo(EdgeCode.FILE_FOR_ANOTHER);
    }

    @Test
    void whatIsNotForThisServerGivesNoSeats() {
        IssuedLicense license = room.license(Map.of("seats", 2));

        for (boolean encrypt : List.of(true, false)) {
            room.install(room.answer(license, "another-server-" + encrypt, encrypt));
            assertThat(code(license)).as("encrypted: " + encrypt).isEqualTo(EdgeCode.FILE_FOR_ANOTHER);
        }
        IssuedLicense other = room.license(Map.of("seats", 2));
        room.install(room.answer(other, room.fingerprint(), false));
        assertThat(code(license)).as("plain, of another license").isEqualTo(EdgeCode.FILE_FOR_ANOTHER);

        IssuedLicense fixed = room.vendor.license(Map.of("term", "P1Y"));
        room.install(room.answer(fixed, room.fingerprint(), false));
        assertThat(code(fixed)).isEqualTo(EdgeCode.NOT_FLOATING);
    }

    @Test
    void whatTheVendorDidNotSignGivesNoSeats() {
        IssuedLicense license = room.license(Map.of("seats", 2));
        String file = room.answer(license, room.fingerprint(), false);
        room.install(file);
        room.trustAnotherVendor();
        assertThat(code(license)).isEqualTo(EdgeCode.FILE_NOT_GENUINE);
        room.trustTheVendor();

        room.install("no license file");
        assertThat(code(license)).isEqualTo(EdgeCode.FILE_UNREADABLE);

        int middle = file.length() / 2;
        char other = file.charAt(middle) == 'A' ? 'B' : 'A';
        room.install(file.substring(0, middle) + other + file.substring(middle + 1));
        assertThat(code(license)).isIn(EdgeCode.FILE_NOT_GENUINE, EdgeCode.FILE_UNREADABLE);
        assertThat(room.start(null, Sharing.AS_SOLD).status().code()).isEqualTo(EdgeCode.NO_LICENSE_KEY);
    }

    @Test
    void aFileThatIsReplacedByABadOneLetsLeasesRunOut() {
        IssuedLicense license = room.license(Map.of("seats", 2, "timeToLive", "PT5M"));
        Edge edge = installed(license);
        UUID lease = EdgeRoom.id(room.acquire(edge, license, "m1"));

        room.install("tampered");
        edge.refresh();

        Leased refused = room.acquire(edge, license, "m2");
        assertThat(refused.code()).isEqualTo(LeaseCode.EDGE_CLOSED);
        assertThat(refused.detail()).contains("FILE_UNREADABLE");
        assertThat(room.leases(edge).renew(room.program(license), lease).code()).isEqualTo(LeaseCode.EDGE_CLOSED);
        assertThat(validate(license, lease)).isEqualTo(Code.VALID);
        room.pass(Duration.ofMinutes(5));
        assertThat(validate(license, lease)).isEqualTo(Code.LEASE_REQUIRED);
        assertThat(room.leases(edge).release(room.program(license), lease).code())
                .isEqualTo(LeaseCode.LEASE_ENDED);
    }

    @Test
    void aFileEndsAfterItsGrace() {
        IssuedLicense license = room.license(Map.of("seats", 2));
        Edge edge = installed(license);

        room.pass(Duration.ofDays(10));
        assertThat(edge.status().code()).isEqualTo(EdgeCode.OFFLINE_GRACE);
        assertThat(room.acquire(edge, license, "m1").code()).isEqualTo(LeaseCode.GRANTED);

        room.pass(Duration.ofDays(3));
        assertThat(edge.status().code()).isEqualTo(EdgeCode.FILE_EXPIRED);
        assertThat(room.acquire(edge, license, "m1").code()).isEqualTo(LeaseCode.EDGE_CLOSED);

        room.install(room.answer(license, room.fingerprint(), true));
        edge.refresh();
        assertThat(edge.status().code()).isEqualTo(EdgeCode.OPEN);
        assertThat(room.acquire(edge, license, "m1").code()).isEqualTo(LeaseCode.GRANTED);
    }

    @Test
    void aLicenseThatExpiredGivesNoSeatsThoughItsFileStillCounts() {
        IssuedLicense license = room.vendor.license(Map.of(
                "term",
                "P2D",
                "grace",
                "P1D",
                "requiresActivation",
                false,
                "rules",
                Map.of("floating", Map.of("seats", 2))));
        Edge edge = installed(license);

        room.pass(Duration.ofHours(60));
        assertThat(room.acquire(edge, license, "m1").code())
                .as("in the grace of its policy")
                .isEqualTo(LeaseCode.GRANTED);
        room.pass(Duration.ofHours(13));
        Leased refused = room.acquire(edge, license, "m1");
        assertThat(refused.code()).isEqualTo(LeaseCode.LICENSE_REFUSED);
        assertThat(refused.licenseCode()).isEqualTo(Code.EXPIRED);
    }

    @Test
    void aClockThatIsSetBackIsNoticedAndALaterFileMendsOneThatRanAhead() {
        IssuedLicense license = room.license(Map.of("seats", 2));
        Edge edge = installed(license);
        room.pass(Duration.ofDays(5));
        edge.refresh();

        room.customer.clock.advance(Duration.ofDays(-4));
        assertThat(edge.status().code()).isEqualTo(EdgeCode.CLOCK_BEHIND);
        assertThat(room.acquire(edge, license, "m1").code()).isEqualTo(LeaseCode.EDGE_CLOSED);
        Edge restarted = room.start(license.key(), Sharing.AS_SOLD);
        assertThat(restarted.status().code()).as("also after a start").isEqualTo(EdgeCode.CLOCK_BEHIND);

        room.vendor.clock.advance(Duration.ofDays(-4));
        room.install(room.answer(license, room.fingerprint(), true));
        restarted.refresh();
        assertThat(restarted.status().code()).isEqualTo(EdgeCode.OPEN);
    }

    @Test
    void aLaterFileCountsAndAnOlderOneDoesNotComeBack() {
        IssuedLicense license = room.license(Map.of("seats", 1));
        String older = room.answer(license, room.fingerprint(), true);
        room.install(older);
        Edge edge = room.start(license.key(), Sharing.AS_SOLD);
        room.acquire(edge, license, "m1");
        assertThat(room.acquire(edge, license, "m2").code()).isEqualTo(LeaseCode.NO_SEAT_FREE);

        room.pass(Duration.ofMinutes(2));
        room.sellSeats(license, 2);
        room.install(room.answer(license, room.fingerprint(), true));
        edge.refresh();
        assertThat(room.acquire(edge, license, "m2").code()).isEqualTo(LeaseCode.GRANTED);

        room.install(older);
        edge.refresh();
        assertThat(edge.status().code()).isEqualTo(EdgeCode.FILE_OLDER);
    }

    @Test
    void groupsAreAsTheAdministratorWantsThemWithinWhatWasBought() {
        IssuedLicense license = room.license(Map.of("seats", 3, "timeToLive", "PT1M"));
        room.install(room.answer(license, room.fingerprint(), true));

        Edge edge = room.start(license.key(), Sharing.of(Optional.of("lifo"), Optional.of("design:2,build::1")));
        assertThat(room.acquire(edge, license, "m1", "build").code()).isEqualTo(LeaseCode.GRANTED);
        assertThat(room.acquire(edge, license, "m2", "build").code()).isEqualTo(LeaseCode.NO_SEAT_FREE);
        assertThat(room.acquire(edge, license, "m3").code())
                .as("kept for design")
                .isEqualTo(LeaseCode.NO_SEAT_FREE);
        assertThat(room.acquire(edge, license, "m4", "design").code()).isEqualTo(LeaseCode.GRANTED);
        assertThat(room.acquire(edge, license, "m5", "sales").code()).isEqualTo(LeaseCode.GROUP_UNKNOWN);

        Edge greedy = room.start(license.key(), Sharing.of(Optional.empty(), Optional.of("design:2,build:2")));
        assertThat(greedy.status().code()).isEqualTo(EdgeCode.GROUPS_DO_NOT_FIT);
    }

    @Test
    void anotherLicenseTakesThePlaceOfTheFormer() {
        IssuedLicense first = room.license(Map.of("seats", 1));
        installed(first);
        IssuedLicense second = room.license(Map.of("seats", 1));
        Edge edge = installed(second);

        assertThat(room.acquire(edge, second, "m1").code()).isEqualTo(LeaseCode.GRANTED);
        assertThat(room.acquire(edge, first, "m1").code()).isEqualTo(LeaseCode.EDGE_CLOSED);
    }

    private static Edge installed(IssuedLicense license) {
        room.install(room.answer(license, room.fingerprint(), false));
        return room.start(license.key(), Sharing.AS_SOLD);
    }

    private static EdgeCode code(IssuedLicense license) {
        return room.start(license.key(), Sharing.AS_SOLD).status().code();
    }

    private static Code validate(IssuedLicense license, UUID lease) {
        return room.customer
                .validations
                .validate(room.program(license), ValidationRequest.PLAIN, lease)
                .outcome()
                .code();
    }
}

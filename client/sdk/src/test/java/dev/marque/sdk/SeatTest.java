package dev.marque.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.sdk.LicenseStatus.Codes;
import dev.marque.sdk.testing.BesideVendor;
import dev.marque.sdk.testing.Program;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Seats of a floating license that has one. */
class SeatTest extends BesideVendor {

    @BeforeEach
    void sell() {
        vendor.license.floating = 1;
    }

    private Program on(String machine) {
        return new Program(vendor, folder.resolve(machine), Program.machine(machine, machine + "-disk"));
    }

    @Test
    void aSeatIsTakenAtTheStartAndGivenBackAtTheEnd() {
        try (Marque one = on("one").start()) {
            assertThat(one.isValid()).isTrue();
            try (Marque two = on("two").start()) {
                assertThat(two.status().code()).isEqualTo("NO_SEAT_FREE");
            }
        }
        assertThat(vendor.license.leases).isEmpty();
        try (Marque two = on("two").start()) {
            assertThat(two.isValid()).isTrue();
        }
    }

    @Test
    void whoAsksAgainGetsTheSeatThatWasGivenBack() throws Exception {
        Marque one = on("one").start();
        try (Marque two = on("two").start()) {
            one.close();
            assertThat(two.checkNow().code()).isEqualTo("VALID");
        }
    }

    @Test
    void anOutageCostsNobodyTheSeatForADay() throws Exception {
        try (Marque marque = on("one").start()) {
            vendor.down();
            marque.checkNow();
            vendor.time.advance(Duration.ofHours(20));
            assertThat(marque.isValid()).isTrue();
            vendor.time.advance(Duration.ofHours(5));
            assertThat(marque.status().code()).isEqualTo(Codes.SEAT_LOST);
            vendor.up();
            assertThat(marque.checkNow().usable()).isTrue();
        }
    }

    @Test
    void aSeatThatSomebodyElseHasTakenMeanwhileIsLost() throws Exception {
        try (Marque one = on("one").start()) {
            vendor.license.leases.clear();
            vendor.time.advance(Duration.ofMinutes(10));
            try (Marque two = on("two").start()) {
                assertThat(two.isValid()).isTrue();
                assertThat(one.checkNow().code()).isEqualTo("NO_SEAT_FREE");
            }
        }
    }

    @Test
    void aBorrowedSeatHoldsWithoutANetworkAndAcrossStarts() throws Exception {
        Program laptop = new Program(vendor, folder, Program.machine("one", "disk"));
        try (Marque marque = laptop.start()) {
            SeatAnswer borrowed = marque.borrowSeat(START.plus(Duration.ofDays(10)));
            assertThat(borrowed.code()).isEqualTo("BORROWED");
        }
        assertThat(vendor.license.leases).hasSize(1);
        vendor.down();
        vendor.time.advance(Duration.ofDays(9));
        try (Marque marque = laptop.start()) {
            assertThat(marque.isValid()).isTrue();
            vendor.time.advance(Duration.ofDays(1).plusHours(1));
            assertThat(marque.status().code()).isEqualTo(Codes.SEAT_LOST);
        }
        vendor.time.advance(Duration.ofDays(-2));
        vendor.up();
        try (Marque marque = laptop.start()) {
            assertThat(marque.returnSeat().code()).isEqualTo("RETURNED");
            assertThat(marque.isValid()).isFalse();
        }
        assertThat(vendor.license.leases).isEmpty();
    }

    @Test
    void whatIsAskedAfterTheEndIsAnsweredByWhatIsKnown() throws Exception {
        Marque marque = on("one").inBackground().build();
        assertThat(marque.isValid()).isTrue();
        marque.close();
        assertThat(marque.status().code()).isEqualTo("LEASE_REQUIRED");
        vendor.time.advance(Duration.ofDays(60));
        assertThat(marque.isValid()).isFalse();
        marque.close();
    }

    @Test
    void onDemandTheProgramSaysWhen() throws Exception {
        try (Marque marque =
                on("one").builder().seat(SeatOptions.standard().onDemand()).build()) {
            assertThat(marque.status().code()).isEqualTo("LEASE_REQUIRED");
            assertThat(marque.acquireSeat().done()).isTrue();
            assertThat(marque.isValid()).isTrue();
            assertThat(marque.releaseSeat().done()).isTrue();
            assertThat(marque.isValid()).isFalse();
            marque.checkNow();
            assertThat(vendor.license.leases).as("nobody asked for it again").isEmpty();
        }
    }
}

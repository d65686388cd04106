package dev.marque.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.sdk.LicenseStatus.Codes;
import dev.marque.sdk.testing.BesideVendor;
import dev.marque.sdk.testing.Hands;
import dev.marque.sdk.testing.Program;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clocks that were set back, are wrong all the time, or are set right. */
class ClockTest extends BesideVendor {

    @Test
    void aClockThatIsSetBackIsNoticedAndRightAgainIsForgiven() throws Exception {
        Program program = program();
        program.start().close();
        vendor.down();
        vendor.time.advance(Duration.ofDays(20));
        program.start().close();

        vendor.time.set(START.plus(Duration.ofDays(1)));
        try (Marque marque = program.start()) {
            assertThat(marque.status().code())
                    .as("behind what this machine noted")
                    .isEqualTo(Codes.CLOCK_BEHIND);
            vendor.time.set(START.minus(Duration.ofDays(1)));
            assertThat(marque.status().code()).as("behind what was signed").isEqualTo(Codes.CLOCK_BEHIND);
            vendor.time.set(START.plus(Duration.ofDays(20)));
            assertThat(marque.isValid()).isTrue();
        }
    }

    @Test
    void aClockThatIsAlwaysWrongHarmsNobodyWhoHearsOfTheServer() throws Exception {
        for (Duration off : List.of(Duration.ofDays(-400), Duration.ofDays(400))) {
            Program wrong = new Program(
                    vendor,
                    folder.resolve("off" + off.toDays()),
                    Program.machine("board-1", "disk-1"),
                    new Hands(START.plus(off)));
            try (Marque marque = wrong.start()) {
                assertThat(marque.status().basis()).isEqualTo(Basis.SERVER);
                assertThat(marque.isValid()).isTrue();
            }
        }
        Program behind = new Program(
                vendor,
                folder.resolve("behind"),
                Program.machine("board-1", "disk-1"),
                new Hands(START.minus(Duration.ofDays(400))));
        behind.start().close();
        vendor.down();
        behind.clock().advance(Duration.ofDays(2));
        try (Marque marque = behind.start()) {
            assertThat(marque.status().code()).isEqualTo("VALID");
            behind.clock().advance(Duration.ofDays(36));
            assertThat(marque.status().code()).isEqualTo(Codes.OFFLINE_EXPIRED);
        }
    }

    @Test
    void aClockThatWasAheadMayBeSetRightWithoutANetwork() throws Exception {
        Program ahead = new Program(
                vendor, folder, Program.machine("board-1", "disk-1"), new Hands(START.plus(Duration.ofDays(90))));
        ahead.start().close();
        vendor.down();
        try (Marque marque = ahead.start()) {
            assertThat(marque.isValid()).as("still ahead").isTrue();
            ahead.clock().set(START.plus(Duration.ofDays(1)));
            assertThat(marque.isValid()).as("set right").isTrue();
            ahead.clock().advance(Duration.ofDays(36));
            assertThat(marque.status().code()).isEqualTo(Codes.OFFLINE_EXPIRED);
        }
    }

    @Test
    void aFileOfTheSameSecondDoesNotOutliveARefusal() throws Exception {
        Instant within = START.plus(Duration.ofMillis(900));
        vendor.time.set(within);
        Program program = program();
        try (Marque marque = program.start()) {
            vendor.license.state = "REVOKED";
            assertThat(marque.checkNow().code()).isEqualTo("REVOKED");
        }
        vendor.down();
        try (Marque marque = program.start()) {
            assertThat(marque.status().code()).isEqualTo("REVOKED");
        }
    }
}

package dev.marque.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.sdk.testing.BesideVendor;
import dev.marque.sdk.testing.Dripping;
import dev.marque.sdk.testing.Program;
import dev.marque.sdk.testing.Vendor;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long a program waits for its server: three times its patience, which is two seconds here, whatever there is to ask. */
class WaitingTest extends BesideVendor {

    private static final Duration SLOW = Duration.ofMillis(2_500);
    private static final Duration SLUGGISH = Duration.ofSeconds(1);
    private static final int WAITING = 12;

    @Test
    void aSlowServerIsAskedForTheRestTheNextTime() throws Exception {
        vendor.takes = SLOW;
        try (Marque marque = program().start()) {
            assertThat(marque.status().code()).isEqualTo("VALID");
            assertThat(vendor.calls)
                    .as("not activated, activated, valid: the time is over")
                    .hasSize(3);
            marque.checkNow();
            assertThat(vendor.calls).endsWith("validate", "heartbeat", "check-out");
            assertThat(marque.status().basis()).isEqualTo(Basis.SERVER);
        }
    }

    @Test
    void whatCannotBeProvedInTimeIsAskedAnew() throws Exception {
        vendor.takes = Duration.ofSeconds(4);
        try (Marque marque = program().start()) {
            assertThat(vendor.calls).containsExactly("validate", "activate");
            assertThat(marque.isValid()).isFalse();
            vendor.takes = Duration.ZERO;
            assertThat(marque.checkNow().code()).isEqualTo("VALID");
        }
    }

    @Test
    void aBacklogOfUseIsToldInSeveralTurnsAndOnce() throws Exception {
        Program program = program();
        try (Marque marque = program.start()) {
            vendor.down();
            for (int i = 0; i < WAITING; i++) {
                assertThat(marque.consume("calls", 1).granted()).isTrue();
            }
        }
        vendor.up();
        vendor.takes = SLUGGISH;
        try (Marque marque = program.start()) {
            long first = vendor.asked("meters/consume");
            assertThat(first).isBetween(1L, 5L);
            assertThat(marque.status().basis()).as("a full turn is no failure").isEqualTo(Basis.SERVER);
            for (int i = 0; i < WAITING; i++) {
                marque.checkNow();
            }
        }
        assertThat(vendor.asked("meters/consume")).isEqualTo(WAITING);
        assertThat(vendor.license.counted).containsEntry("calls", (long) WAITING);
    }

    @Test
    void theEndOfAProgramDoesNotWaitForABacklog() throws Exception {
        Program program = program();
        try (Marque marque = program.start()) {
            vendor.failure = Vendor.Failure.BUSY;
            for (int i = 0; i < WAITING; i++) {
                marque.consume("calls", 1);
            }
            vendor.failure = Vendor.Failure.NONE;
            vendor.takes = SLUGGISH;
        }
        assertThat(vendor.license.counted.get("calls")).isLessThan(WAITING);
        vendor.takes = Duration.ZERO;
        try (Marque marque = program.start()) {
            marque.checkNow();
        }
        assertThat(vendor.license.counted).containsEntry("calls", (long) WAITING);
    }

    @Test
    @Timeout(20)
    void anAnswerThatNeverEndsHoldsNobodyUp() throws Exception {
        try (Dripping dripping = new Dripping();
                Marque marque = program()
                        .builder()
                        .server(dripping.address())
                        .patience(Duration.ofMillis(300))
                        .build()) {
            assertThat(marque.checkNow().code()).isEqualTo(LicenseStatus.Codes.UNPROVEN);
        }
    }
}

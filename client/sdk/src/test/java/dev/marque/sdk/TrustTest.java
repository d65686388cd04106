package dev.marque.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.sdk.LicenseStatus.Codes;
import dev.marque.sdk.testing.BesideVendor;
import dev.marque.sdk.testing.Program;
import dev.marque.sdk.testing.Vendor;
import dev.marque.sdk.testing.VendorLicense;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a program believes, what it is told, and what stops it. */
class TrustTest extends BesideVendor {

    @Test
    void whatIsRevokedWhileOfflineEndsWithTheNextContactAndStaysEnded() throws Exception {
        Program program = program();
        try (Marque marque = program.start()) {
            vendor.down();
            marque.checkNow();
            vendor.license.state = "REVOKED";
            assertThat(marque.isValid()).isTrue();
            vendor.up();
            assertThat(marque.checkNow().code()).isEqualTo("REVOKED");
        }
        assertThat(program.told()).contains(new MarqueEvent.Revoked(), new MarqueEvent.BackOnline());
        vendor.down();
        try (Marque marque = program.start()) {
            assertThat(marque.status().code())
                    .as("pulling the plug does not help")
                    .isEqualTo("REVOKED");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void noFailureOfTheServerStopsAProgramThatWasProved(Vendor.Failure failure) throws Exception {
        Program program = program();
        program.start().close();
        vendor.failure = failure;
        vendor.time.advance(Duration.ofHours(30));
        try (Marque marque = program.start()) {
            assertThat(marque.status().code()).isEqualTo("VALID");
            assertThat(marque.status().basis()).isEqualTo(Basis.LAST_ANSWER);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.INCLUDE,
            names = {"FORGED", "REPLAYED"})
    void nobodyButTheVendorUnlocksAnything(Vendor.Failure failure) {
        vendor.failure = failure;
        try (Marque marque = program().start()) {
            assertThat(marque.status().code()).isEqualTo(Codes.UNPROVEN);
        }
    }

    @Test
    void anExpiredLicenseInGraceStillRunsAndIsToldOf() throws Exception {
        vendor.license.expiresAt = START.plus(Duration.ofDays(10));
        vendor.license.graceEndsAt = START.plus(Duration.ofDays(17));
        Program program = program();
        try (Marque marque = program.start()) {
            assertThat(program.told()).containsExactly(new MarqueEvent.AboutToExpire(START.plus(Duration.ofDays(10))));
            vendor.down();
            vendor.time.advance(Duration.ofDays(11));
            marque.checkNow();
            assertThat(marque.status().code()).isEqualTo("IN_GRACE");
            vendor.time.advance(Duration.ofDays(7));
            assertThat(marque.status().code()).isEqualTo("EXPIRED");
        }
        assertThat(Stream.of(new MarqueEvent.InGrace(START.plus(Duration.ofDays(17))), new MarqueEvent.Expired()))
                .allMatch(program.told()::contains);
    }

    @Test
    void keysOfTheFirstContactAreKeptIfTheProgramSaysSo() throws Exception {
        MarqueBuilder trusting = Marque.builder()
                .server(vendor.address())
                .licenseKey(VendorLicense.KEY)
                .product("ENT")
                .trustKeysOfFirstContact()
                .folder(folder)
                .fingerprint(Program.machine("board-1", "disk-1"))
                .clock(vendor.time)
                .withoutBackground();
        try (Marque marque = trusting.build()) {
            assertThat(marque.status().basis()).isEqualTo(Basis.SERVER);
        }
        vendor.failure = Vendor.Failure.FORGED;
        vendor.license.state = "REVOKED";
        try (Marque marque = trusting.build()) {
            assertThat(marque.status().basis())
                    .as("another's word is not the vendor's")
                    .isEqualTo(Basis.LAST_ANSWER);
            assertThat(marque.isValid()).isTrue();
        }
    }

    @Test
    void anUpdateThatIsRequiredIsToldOnce() throws Exception {
        vendor.license.requiredVersion = "3.0.0";
        Program program = program();
        try (Marque marque = program.start()) {
            marque.checkNow();
            assertThat(program.told()).containsExactly(new MarqueEvent.UpdateRequired("3.0.0", null, "Please update."));
        }
    }
}

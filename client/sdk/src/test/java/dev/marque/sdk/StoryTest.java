package dev.marque.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.sdk.LicenseStatus.Codes;
import dev.marque.sdk.testing.Hands;
import dev.marque.sdk.testing.Program;
import dev.marque.sdk.testing.Vendor;
import dev.marque.sdk.testing.VendorLicense;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a protected program goes through, beside a server that fails in every way. */
class StoryTest {

    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path folder;

    private final Vendor vendor = new Vendor(new Hands(START));

    @AfterEach
    void close() {
        vendor.close();
    }

    private Program program() {
        return new Program(vendor, folder);
    }

    @Test
    void theFirstStartActivatesAndTheNextOneKnowsTheMachine() {
        try (Marque marque = program().start()) {
            assertThat(marque.status())
                    .isEqualTo(new LicenseStatus(
                            true, "VALID", "The license is VALID.", Basis.SERVER, START.plus(Duration.ofDays(37))));
            marque.requireFeature("export");
            marque.checkLimit("users", 25);
        }
        try (Marque again = program().start()) {
            again.requireValid();
        }
        assertThat(vendor.asked("activate")).isEqualTo(1);
        assertThat(vendor.license.machines).hasSize(1);
    }

    @Test
    void aFirstStartWithoutServerIsRefusedAndSaysWhy() {
        vendor.down();
        try (Marque marque = program().start()) {
            assertThat(marque.status().code()).isEqualTo(Codes.UNPROVEN);
            assertThatThrownBy(marque::requireValid).isInstanceOf(LicenseException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"29, VALID, true", "31, OFFLINE_GRACE, true", "36, OFFLINE_GRACE, true", "38, OFFLINE_EXPIRED, false"})
    void theServerIsDownForDays(int days, String code, boolean usable) throws Exception {
        Program program = program();
        program.start().close();
        vendor.down();
        vendor.time.advance(Duration.ofDays(days));
        try (Marque marque = program.start()) {
            assertThat(marque.status().code()).isEqualTo(code);
            assertThat(marque.isValid()).isEqualTo(usable);

            vendor.up();
            assertThat(marque.checkNow().basis()).isEqualTo(Basis.SERVER);
            assertThat(marque.isValid()).isTrue();
        }
    }

    @Test
    void aProgramThatRunsOnCountsTheSameDays() throws Exception {
        Program program = program();
        try (Marque marque = program.start()) {
            vendor.down();
            marque.checkNow();
            assertThat(marque.status().basis()).isEqualTo(Basis.LAST_ANSWER);
            vendor.time.advance(Duration.ofDays(31));
            assertThat(marque.status().code()).isEqualTo(Codes.OFFLINE_GRACE);
            vendor.time.advance(Duration.ofDays(7));
            assertThatThrownBy(marque::requireValid).hasMessageContaining("too long");
        }
        assertThat(program.told())
                .map(Object::getClass)
                .map(Class::getSimpleName)
                .containsExactly("Offline", "OfflineGrace", "Refused");
    }

    @Test
    void thePolicySaysHowLong() throws Exception {
        vendor.license.longest = Duration.ofDays(3);
        vendor.license.grace = Duration.ZERO;
        Program program = program();
        program.start().close();
        vendor.down();
        vendor.time.advance(Duration.ofDays(2));
        try (Marque marque = program.start()) {
            assertThat(marque.isValid()).isTrue();
            vendor.time.advance(Duration.ofDays(1));
            assertThat(marque.status().code()).isEqualTo(Codes.OFFLINE_EXPIRED);
        }
    }

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
    void onNewHardwareTheLicenseWantsAnotherSeat() {
        program().start().close();
        try (Marque marque = new Program(vendor, folder, Program.machine("board-9", "disk-9")).start()) {
            assertThat(marque.status().code()).isEqualTo("TOO_MANY_ACTIVATIONS");
        }
    }

    @Test
    void aNewPartIsStillTheSameMachine() {
        program().start().close();
        try (Marque marque = new Program(vendor, folder, Program.machine("board-9", "disk-1")).start()) {
            assertThat(marque.isValid()).isTrue();
        }
        assertThat(vendor.license.machines).hasSize(1);
    }

    @Test
    void aCacheThatIsCopiedToAnotherMachineIsOfNoUseThere() throws Exception {
        program().start().close();
        vendor.down();
        try (Marque marque = new Program(vendor, folder, Program.machine("board-9", "disk-9")).start()) {
            assertThat(marque.status().code()).isEqualTo(Codes.UNPROVEN);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCacheThatIsSpoiltIsMadeAnew(Spoiling spoiling) throws Exception {
        Program program = program();
        program.start().close();
        Path cache = folder.resolve("license");
        byte[] good = Files.readAllBytes(cache);
        switch (spoiling) {
            case EMPTIED -> Files.write(cache, new byte[0]);
            case CUT -> Files.write(cache, Arrays.copyOf(good, good.length / 2));
            case CHANGED -> {
                good[good.length / 2] ^= 1;
                Files.write(cache, good);
            }
            case DELETED -> Files.delete(cache);
        }
        vendor.down();
        try (Marque marque = program.start()) {
            assertThat(marque.status().code()).isEqualTo(Codes.UNPROVEN);
            vendor.up();
            assertThat(marque.checkNow().usable()).isTrue();
        }
        vendor.down();
        try (Marque marque = program.start()) {
            assertThat(marque.isValid()).isTrue();
        }
    }

    private enum Spoiling {
        EMPTIED,
        CUT,
        CHANGED,
        DELETED
    }

    @Test
    void aFolderThatCannotBeWrittenStopsNobody() throws IOException {
        Path file = Files.writeString(folder.resolve("in-the-way"), "a file where a folder should be");
        try (Marque marque = new Program(vendor, file.resolve("below")).start()) {
            assertThat(marque.isValid()).isTrue();
            marque.count("api-calls", 1);
            marque.saveUsage();
        }
        assertThatThrownBy(() -> Files.list(file)).isInstanceOf(FileSystemException.class);
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

    @Test
    void twoProgramsShareACache() throws Exception {
        try (Marque one = program().start();
                Marque two = program().start()) {
            vendor.license.features.put("import", true);
            one.checkNow();
            vendor.down();
            assertThat(two.hasFeature("import")).isFalse();
            two.checkNow();
            assertThat(two.hasFeature("import")).as("heard by the other one").isTrue();
        }
        assertThat(vendor.license.machines).hasSize(1);
    }
}

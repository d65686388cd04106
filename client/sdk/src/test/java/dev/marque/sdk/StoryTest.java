package dev.marque.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.sdk.LicenseStatus.Codes;
import dev.marque.sdk.testing.BesideVendor;
import dev.marque.sdk.testing.Program;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a protected program goes through, beside a server that fails in every way. */
class StoryTest extends BesideVendor {

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

    /** The file that it fetched after the answer is younger, and knows less. */
    @Test
    void theLastAnswerCountsBeforeTheFileThatWasFetchedWithIt() throws Exception {
        vendor.takes = Duration.ofSeconds(1);
        Program program = program();
        program.start().close();
        assertThat(vendor.asked("check-out")).isEqualTo(1);
        vendor.down();
        try (Marque marque = program.start()) {
            assertThat(marque.status().basis()).isEqualTo(Basis.LAST_ANSWER);
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

package dev.marque.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.offline.ActivationRequest;
import dev.marque.keys.offline.DeactivationProof;
import dev.marque.sdk.LicenseStatus.Codes;
import dev.marque.sdk.testing.BesideVendor;
import dev.marque.sdk.testing.Program;
import dev.marque.sdk.testing.VendorLicense;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Machines that never reach a server. */
class AirGapTest extends BesideVendor {

    private static final Fingerprint MACHINE = Program.machine("board-1", "disk-1");
    private static final UUID SEAT = new UUID(7, 7);

    private MarqueBuilder offline() {
        return Marque.builder()
                .licenseKey(VendorLicense.KEY)
                .product("ENT")
                .publicKeys(vendor.jwks())
                .folder(folder)
                .fingerprint(MACHINE)
                .clock(vendor.time);
    }

    private String answer(String request) {
        ActivationRequest read = ActivationRequest.read(request)
                .orElseThrow()
                .provenBy(VendorLicense.KEY)
                .orElseThrow();
        return file(read.fingerprint().value(), Map.of("nonce", read.nonce(), "activation", SEAT.toString()));
    }

    private String file(String machine, Map<String, String> facts) {
        return vendor.license.machineFile(machine, VendorLicense.KEY + machine, facts);
    }

    @Test
    void aRequestIsCarriedToTheServerAndItsAnswerBack() {
        try (Marque marque = offline().build()) {
            assertThat(marque.status().code()).isEqualTo(Codes.UNPROVEN);
            String request = marque.activationRequest();
            assertThat(marque.installFile(answer(request)).usable()).isTrue();
            marque.requireFeature("export");
            marque.checkLimit("rows", 1000);
        }
        vendor.time.advance(Duration.ofDays(31));
        try (Marque marque = offline().build()) {
            assertThat(marque.status().code()).isEqualTo(Codes.OFFLINE_GRACE);
            vendor.time.advance(Duration.ofDays(6));
            assertThat(marque.status().code()).isEqualTo(Codes.OFFLINE_EXPIRED);
        }
    }

    @Test
    void anAnswerToAnotherRequestIsRefused() {
        try (Marque marque = offline().build()) {
            String old = answer(marque.activationRequest());
            marque.activationRequest();
            assertThatThrownBy(() -> marque.installFile(old)).hasMessageContaining("another request");
        }
    }

    @Test
    void aFileOfAnotherMachineIsRefused() {
        try (Marque marque = offline().build()) {
            assertThatThrownBy(() -> marque.installFile(file("board-2", Map.of())))
                    .isInstanceOf(LicenseException.class)
                    .hasMessageContaining("DECRYPTION");
            String readable = vendor.license.machineFile("board-2", VendorLicense.KEY + "board-1", Map.of());
            assertThatThrownBy(() -> marque.installFile(readable)).hasMessageContaining("another machine");
        }
    }

    @Test
    void aFileOfAnotherProductIsRefused() {
        String file = file("board-1", Map.of());
        try (Marque marque = offline().productId("product-2").build()) {
            assertThatThrownBy(() -> marque.installFile(file)).hasMessageContaining("another product");
        }
        try (Marque marque = offline().productId("product-1").build()) {
            assertThat(marque.installFile(file).usable()).isTrue();
        }
    }

    @Test
    void aSeatThatIsGivenUpIsProvedAndGone() {
        try (Marque marque = offline().build()) {
            marque.installFile(answer(marque.activationRequest()));
            DeactivationProof proof = DeactivationProof.read(marque.signOff())
                    .orElseThrow()
                    .provenBy(VendorLicense.KEY)
                    .orElseThrow();
            assertThat(proof.activationId()).isEqualTo(SEAT);
            assertThat(marque.isValid()).isFalse();
        }
        try (Marque marque = offline().build()) {
            assertThat(marque.isValid()).isFalse();
            assertThatThrownBy(marque::signOff).hasMessageContaining("no machine file");
        }
    }

    @Test
    void aFileIsFoundAsTextInAFileAndOnTheClassPath() throws Exception {
        String file = file("board-1", Map.of());
        Path path = Files.writeString(folder.resolve("machine.lic"), file);
        for (String where : new String[] {file, path.toString()}) {
            try (Marque marque =
                    offline().folder(folder.resolve("cache")).licenseFile(where).build()) {
                assertThat(marque.status().basis()).isEqualTo(Basis.FILE);
                assertThat(marque.isValid()).isTrue();
            }
        }
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            ClassLoader before = Thread.currentThread().getContextClassLoader();
            Thread.currentThread().setContextClassLoader(loader);
            try (Marque marque = offline()
                    .folder(folder.resolve("other"))
                    .licenseFile("classpath:/machine.lic")
                    .build()) {
                assertThat(marque.isValid()).isTrue();
            } finally {
                Thread.currentThread().setContextClassLoader(before);
            }
        }
    }

    @Test
    void aClockBeforeTheFileWasMadeIsSetBack() {
        try (Marque marque = offline().licenseFile(file("board-1", Map.of())).build()) {
            vendor.time.set(START.minus(Duration.ofHours(1)));
            assertThat(marque.status().code()).isEqualTo(Codes.CLOCK_BEHIND);
        }
    }

    @Test
    void aSuspendedLicenseIsNoneInAFileEither() {
        vendor.license.state = "SUSPENDED";
        try (Marque marque = offline().licenseFile(file("board-1", Map.of())).build()) {
            assertThat(marque.status().code()).isEqualTo("SUSPENDED");
        }
    }
}

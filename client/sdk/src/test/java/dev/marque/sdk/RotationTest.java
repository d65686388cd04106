package dev.marque.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.sdk.testing.BesideVendor;
import dev.marque.sdk.testing.Hands;
import dev.marque.sdk.testing.Program;
import dev.marque.sdk.testing.Tls;
import dev.marque.sdk.testing.Vendor;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vendor's signing keys follow each other, and programs that were sold before still have to work. */
class RotationTest extends BesideVendor {

    @TempDir
    private static Path stores;

    private static SSLContext loopback;
    private static SSLContext before;

    /** The machine's own trust store is what the JDK makes its context of: here one that trusts the vendor's certificate. */
    @BeforeAll
    static void trustTheVendorsCertificate() throws Exception {
        before = SSLContext.getDefault();
        loopback = Tls.ofLoopback(stores);
        SSLContext.setDefault(loopback);
    }

    @AfterAll
    static void trustAsBefore() {
        SSLContext.setDefault(before);
    }

    RotationTest() {
        super(Vendor.secure(new Hands(START), loopback));
    }

    @Test
    void overHttpsTheNextKeyIsTakenUpAndRemembered() throws Exception {
        // With the key that was the vendor's when it was sold.
        MarqueBuilder sold = program().builder();
        try (Marque marque = sold.build()) {
            assertThat(marque.status().basis()).isEqualTo(Basis.SERVER);
            vendor.rotate();
            vendor.license.features.put("import", true);
            vendor.time.advance(Duration.ofHours(1));
            assertThat(marque.checkNow().basis()).isEqualTo(Basis.SERVER);
            assertThat(marque.hasFeature("import")).isTrue();
        }
        vendor.down();
        try (Marque marque = sold.build()) {
            assertThat(marque.hasFeature("import"))
                    .as("an answer of the next key, after a start without a network")
                    .isTrue();
        }
    }

    @Test
    void pinnedKeysStayAlone() throws Exception {
        try (Marque marque = program().builder().pinnedKeysOnly().build()) {
            vendor.rotate();
            assertThat(marque.checkNow().basis()).isEqualTo(Basis.LAST_ANSWER);
            assertThat(marque.isValid()).isTrue();
        }
        assertThat(vendor.asked("keys")).isZero();
    }

    @Test
    void overPlainHttpNobodyBringsKeysAlong() throws Exception {
        try (Vendor plain = new Vendor(new Hands(START));
                Marque marque = new Program(plain, folder.resolve("plain")).start()) {
            plain.rotate();
            assertThat(marque.checkNow().basis()).isEqualTo(Basis.LAST_ANSWER);
            assertThat(marque.isValid()).isTrue();
            assertThat(plain.asked("keys")).isZero();
        }
    }

    @Test
    void aCertificateThatTheMachineDoesNotTrustBringsNothing() throws Exception {
        // With the key that was the vendor's when it was sold.
        MarqueBuilder sold = program().builder();
        sold.build().close();
        vendor.rotate();
        SSLContext.setDefault(before);
        try (Marque marque = sold.build()) {
            assertThat(marque.status().basis()).isEqualTo(Basis.LAST_ANSWER);
            assertThat(vendor.asked("keys")).isZero();
        } finally {
            SSLContext.setDefault(loopback);
        }
    }

    @Test
    void aForgedAnswerIsAskedAboutOnceAndBringsNothing() throws Exception {
        try (Marque marque = program().start()) {
            vendor.failure = Vendor.Failure.FORGED;
            long asked = vendor.asked("validate");
            assertThat(marque.checkNow().basis()).isEqualTo(Basis.LAST_ANSWER);
            assertThat(vendor.asked("keys")).isEqualTo(1);
            assertThat(vendor.asked("validate"))
                    .as("without other keys the question is not asked again")
                    .isEqualTo(asked + 1);
        }
    }
}

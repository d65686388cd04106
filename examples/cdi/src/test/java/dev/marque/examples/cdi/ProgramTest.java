package dev.marque.examples.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.quarkus.LicenseCheck;
import dev.marque.sdk.FeatureMissingException;
import dev.marque.sdk.Marque;
import dev.marque.sdk.MarqueEvent;
import dev.marque.sdk.testing.Hands;
import dev.marque.sdk.testing.Vendor;
import dev.marque.sdk.testing.VendorLicense;
import jakarta.enterprise.inject.se.SeContainer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example is started as its users start it, and called. */
class ProgramTest {

    @TempDir
    Path folder;

    private final Vendor vendor = new Vendor(new Hands(InstantSource.system().instant()));
    private Map<String, String> settings = Map.of();

    @BeforeEach
    void configure() {
        settings = Map.of(
                "marque.server",
                vendor.address(),
                "marque.license-key",
                VendorLicense.KEY,
                "marque.product",
                "ENT",
                "marque.version",
                "1.0",
                "marque.public-keys",
                vendor.jwks(),
                "marque.folder",
                folder.toString(),
                "marque.fingerprint",
                "a machine");
        settings.forEach(System::setProperty);
    }

    @AfterEach
    void close() {
        settings.keySet().forEach(System::clearProperty);
        vendor.close();
    }

    @Test
    void callsPassAsTheLicenseSays() throws Exception {
        try (SeContainer program = Program.start()) {
            Reports reports = program.select(Reports.class).get();
            assertThat(reports.welcome()).isEqualTo("welcome");
            assertThatThrownBy(() -> reports.report("today")).isInstanceOf(FeatureMissingException.class);
        }
        vendor.license.features.put("reports", true);
        try (SeContainer program = Program.start()) {
            program.select(Marque.class).get().checkNow();
            assertThat(program.select(Reports.class).get().report("today")).isEqualTo("report today");
        }
        assertThat(vendor.license.counted).as("told at the end").containsEntry("reports", 1L);
    }

    @Test
    @Timeout(30)
    void healthAndObserversHearOfARevocation() throws Exception {
        try (SeContainer program = Program.start()) {
            LicenseCheck check = program.select(LicenseCheck.class, Readiness.Literal.INSTANCE)
                    .get();
            assertThat(check.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
            vendor.license.state = "REVOKED";
            program.select(Marque.class).get().checkNow();
            HealthCheckResponse down = check.call();
            assertThat(down.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
            assertThat(down.getData().orElseThrow()).containsEntry("code", "REVOKED");
            LicenseNews news = program.select(LicenseNews.class).get();
            while (!news.heard().contains(new MarqueEvent.Revoked())) {
                Thread.sleep(Duration.ofMillis(10).toMillis());
            }
        }
    }
}

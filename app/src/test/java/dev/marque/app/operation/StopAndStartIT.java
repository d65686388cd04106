package dev.marque.app.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.faults.Journal;
import dev.marque.app.faults.Server;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.Shop;
import dev.marque.app.user.MarqueLaunch;
import dev.marque.app.user.RunningMarque;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class StopAndStartIT {

    @TempDir
    Path folder;

    /** Had the database gone before a request that was accepted, its activation would be there without an answer. */
    @Test
    void whatIsAcceptedWhileStoppingIsAnsweredAndReadinessGoesFirst() throws Exception {
        MarqueLaunch launch = MarqueLaunch.packaged(folder.resolve("data")).with("MARQUE_STOP_DELAY", "PT3S");
        Shop.License license;
        Journal journal;
        try (RunningMarque marque = launch.ready()) {
            Api admin = Server.signIn(marque.url());
            license = Server.license(admin, 1_000_000);
            journal = new Journal(license);
            journal.awaitMore(50);

            marque.process().destroy();
            while (admin.get("/health/ready").status() == 200) {
                Thread.onSpinWait();
            }
            // Readiness says no, and requests are still served.
            journal.awaitMore(20);
            assertThat(admin.get("/health/ready").status()).isEqualTo(503);

            assertThat(marque.awaitExit(Duration.ofSeconds(40))).isIn(0, 143);
            journal.close();
        }

        assertThat(journal.statuses()).isSubsetOf(200, 503);
        try (RunningMarque again = launch.ready()) {
            assertThat(Server.activations(Server.signIn(again.url()), license.id()))
                    .containsExactlyInAnyOrderElementsOf(journal.acknowledged());
        }
    }

    @Test
    void aProductionStartNamesEverythingThatIsUnsafeAndEnds() throws Exception {
        MarqueLaunch launch = MarqueLaunch.packaged(folder.resolve("data"))
                .with("MARQUE_PROFILE", "production")
                .with("MARQUE_ADMIN_PASSWORD", "admin")
                .with("MARQUE_PUBLIC_URL", "http://licenses.example.com");
        try (RunningMarque marque = launch.start()) {
            assertThat(marque.awaitExit(Duration.ofSeconds(60))).isEqualTo(1);
            assertThat(marque.output())
                    .contains("Marque did not start. 4 settings are unsafe for production")
                    .contains(
                            "admin-password-weak", "master-key-beside-data", "public-url-not-https", "backups-missing");
            assertThat(folder.resolve("data/postgres")).doesNotExist();
        }
    }
}

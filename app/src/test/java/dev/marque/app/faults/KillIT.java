package dev.marque.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Api;
import dev.marque.app.testing.Shop;
import dev.marque.app.user.MarqueLaunch;
import dev.marque.app.user.RunningMarque;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Promise 1: nothing acknowledged is lost, through kill -9 of the server and of its PostgreSQL. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class KillIT {

    private static final int ACTIVATIONS_BEFORE_THE_KILL = 100;
    private static final int SEATS = 1_000_000;

    @TempDir
    Path folder;

    @Test
    void nothingAcknowledgedIsMissingAfterTheServerIsKilled() throws Exception {
        Set<String> acknowledged;
        Shop.License license;
        MarqueLaunch launch = MarqueLaunch.packaged(folder.resolve("data"));
        try (RunningMarque marque = launch.ready()) {
            license = Server.license(Server.signIn(marque.url()), SEATS);
            try (Journal journal = new Journal(license)) {
                journal.awaitMore(ACTIVATIONS_BEFORE_THE_KILL);
                marque.kill9();
                acknowledged = journal.acknowledged();
            }
        }

        try (RunningMarque again = launch.ready()) {
            Api admin = Server.signIn(again.url());
            assertThat(Server.activations(admin, license.id())).containsAll(acknowledged);
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACTIVATIONS_BEFORE_THE_KILL);
            assertThat(license.validate("machine-1").code()).isEqualTo("VALID");
        }
    }

    @Test
    void postgresKilledInTheMiddleComesBackWithEverythingAcknowledged() throws Exception {
        try (RunningMarque marque =
                MarqueLaunch.packaged(folder.resolve("data")).ready()) {
            Api admin = Server.signIn(marque.url());
            Shop.License license = Server.license(admin, SEATS);
            try (Journal journal = new Journal(license)) {
                journal.awaitMore(ACTIVATIONS_BEFORE_THE_KILL);
                marque.kill9Postgres();
                // The clients go on knocking: that these are acknowledged shows that the service is back.
                journal.awaitMore(ACTIVATIONS_BEFORE_THE_KILL);
                journal.close();

                assertThat(Server.activations(admin, license.id())).containsAll(journal.acknowledged());
                assertThat(journal.statuses()).isSubsetOf(200, 503);
            }
        }
    }
}

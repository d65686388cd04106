package dev.marque.app.boot;

import dev.marque.platform.config.MarqueConfiguration;
import dev.marque.platform.database.Database;
import dev.marque.platform.database.DatabaseLauncher;
import dev.marque.platform.database.Migrations;
import dev.marque.platform.secrets.SecretBox;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** The database of this process, started by whoever asks for it first: {@link Boot}. */
@Singleton
public class DatabaseBeans {

    /** Whose migrations are applied. */
    static final List<String> ROOMS = List.of("platform", "licensing", "backup");

    @Produces
    @Singleton
    DatabaseLauncher launcher(MarqueConfiguration configuration, Announcer announcer, Clock clock) {
        UnsafeSettingsCheck.run(configuration, clock, announcer);
        return DatabaseLauncher.start(DatabaseLauncher.Settings.of(configuration), new Migrations(ROOMS), announcer);
    }

    /** Runs after open requests were drained, at every stop that Quarkus hears of, and after a start that failed. */
    void stop(@Disposes DatabaseLauncher launcher) {
        launcher.close();
    }

    @Produces
    @Singleton
    Database database(DatabaseLauncher launcher) {
        return launcher.database();
    }

    @Produces
    @Singleton
    SecretBox secretBox(DatabaseLauncher launcher, SecureRandom random) {
        return new SecretBox(launcher.masterKey().derive("secret-box"), random);
    }
}

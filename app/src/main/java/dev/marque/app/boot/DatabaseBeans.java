package dev.marque.app.boot;

import dev.marque.platform.config.MarqueConfiguration;
import dev.marque.platform.config.MasterKey;
import dev.marque.platform.database.Database;
import dev.marque.platform.database.DatabaseLauncher;
import dev.marque.platform.database.Migrations;
import dev.marque.platform.secrets.SecretBox;
import dev.marque.platform.secrets.rotation.MasterKeyRotation;
import dev.marque.platform.secrets.rotation.SealedColumns;
import dev.marque.platform.tenant.Tenants;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** The database of this process, started by whoever asks for it first: {@link Boot}. */
@Singleton
public class DatabaseBeans {

    /** Whose migrations are applied. */
    static final List<String> ROOMS = List.of("platform", "licensing", "keygen", "backup", "edge");

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
    Database database(DatabaseLauncher launcher, MarqueConfiguration configuration) {
        Database database = launcher.database();
        database.logSlowerThan(configuration.log().slowQuery());
        return database;
    }

    @Produces
    @Singleton
    SecretBox secretBox(DatabaseLauncher launcher, MarqueConfiguration configuration, SecureRandom random) {
        List<byte[]> others = configuration.masterKeyPrevious().map(MasterKey::parse).stream()
                .map(DatabaseBeans::boxKey)
                .toList();
        return new SecretBox(boxKey(launcher.masterKey()), others, random);
    }

    private static byte[] boxKey(MasterKey masterKey) {
        return masterKey.derive("secret-box");
    }

    @Produces
    @Singleton
    MasterKeyRotation masterKeyRotation(
            Database database, Tenants tenants, SecretBox box, Clock clock, @Any Instance<SealedColumns> rooms) {
        return new MasterKeyRotation(database, tenants, box, clock, rooms);
    }
}

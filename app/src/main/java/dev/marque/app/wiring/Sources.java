package dev.marque.app.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.kernel.id.Ids;
import dev.marque.keys.sign.SignatureProvider;
import dev.marque.keys.sign.SignatureProviders;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.environment.EnvironmentContent;
import dev.marque.platform.environment.Environments;
import dev.marque.platform.identity.PermissionSource;
import dev.marque.platform.identity.Permissions;
import dev.marque.platform.json.Json;
import dev.marque.platform.quota.QuotaSource;
import dev.marque.platform.quota.Quotas;
import dev.marque.platform.settings.SettingRegistry;
import dev.marque.platform.settings.SettingSource;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** What rooms are given instead of taking it themselves: time, ids, randomness, JSON, signatures. Tests give others. */
@Singleton
public class Sources {

    /** Also every {@link java.time.InstantSource}. */
    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return systemClock();
    }

    /** For commands, which run without the container. */
    public static Clock systemClock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    SecureRandom random() {
        return new SecureRandom();
    }

    @Produces
    @Singleton
    Ids ids(Clock clock, SecureRandom random) {
        return Ids.uuid7(clock, random);
    }

    @Produces
    @Singleton
    SignatureProvider signatures() {
        return SignatureProviders.fastest();
    }

    @Produces
    @Singleton
    ObjectMapper json() {
        return Json.newMapper();
    }

    @Produces
    @Singleton
    SettingRegistry settings(Instance<SettingSource> rooms) {
        return new SettingRegistry(rooms);
    }

    @Produces
    @Singleton
    Quotas quotas(Database database, Instance<QuotaSource> rooms) {
        return new Quotas(database, rooms);
    }

    @Produces
    @Singleton
    Environments environments(
            Database database, ChangeLog changes, Clock clock, Ids ids, Instance<EnvironmentContent> rooms) {
        return new Environments(database, changes, clock, ids, rooms);
    }

    @Produces
    @Singleton
    Permissions permissions(Instance<PermissionSource> rooms) {
        return new Permissions(rooms);
    }
}

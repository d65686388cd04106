package dev.marque.app.boot;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.app.http.HotMeters;
import dev.marque.app.http.HotPath;
import dev.marque.kernel.id.Ids;
import dev.marque.licensing.access.Places;
import dev.marque.licensing.heartbeat.Heartbeats;
import dev.marque.licensing.hot.HotKeys;
import dev.marque.licensing.hot.HotLicenses;
import dev.marque.licensing.installation.HotValidation;
import dev.marque.licensing.validation.ValidationLog;
import dev.marque.platform.config.HotConfiguration;
import dev.marque.platform.config.HotConfiguration.LogMode;
import dev.marque.platform.config.MarqueConfiguration;
import dev.marque.platform.config.Role;
import dev.marque.platform.database.ChangeListener;
import dev.marque.platform.database.Database;
import dev.marque.platform.database.DatabaseLauncher;
import dev.marque.platform.identity.CredentialDirectory;
import dev.marque.platform.limits.RateLimiter;
import dev.marque.platform.signing.SigningKeys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Answers validations and heartbeats from memory, where this process answers installations and may use memory for it. */
@Singleton
public class HotStart {

    /** An eighth of the memory is for where keys lead. */
    private static final int SHARE_OF_KEYS = 8;

    private final MarqueConfiguration configuration;
    private final DatabaseLauncher launcher;
    private final Database database;
    private final CredentialDirectory directory;
    private final SigningKeys signingKeys;
    private final RateLimiter limiter;
    private final Places places;
    private final Heartbeats heartbeats;
    private final ObjectMapper json;
    private final Clock clock;
    private final Ids ids;
    private final HotPath path;
    private final HotMeters meters;
    private @Nullable ChangeListener listener;
    private @Nullable ValidationLog log;

    @Inject
    public HotStart(
            MarqueConfiguration configuration,
            DatabaseLauncher launcher,
            Database database,
            CredentialDirectory directory,
            SigningKeys signingKeys,
            RateLimiter limiter,
            Places places,
            Heartbeats heartbeats,
            ObjectMapper json,
            Clock clock,
            Ids ids,
            HotPath path,
            HotMeters meters) {
        this.configuration = configuration;
        this.launcher = launcher;
        this.database = database;
        this.directory = directory;
        this.signingKeys = signingKeys;
        this.limiter = limiter;
        this.places = places;
        this.heartbeats = heartbeats;
        this.json = json;
        this.clock = clock;
        this.ids = ids;
        this.path = path;
        this.meters = meters;
    }

    void start() {
        HotConfiguration hot = configuration.hot();
        long bytes = hot.maxMemory().bytes();
        if (bytes == 0 || !configuration.roles().contains(Role.LICENSING)) {
            return;
        }
        AtomicReference<HotLicenses> held = new AtomicReference<>();
        ChangeListener hearing = new ChangeListener(
                launcher.app(), database, ids.next(), change -> held.get().changed(change));
        HotLicenses licenses =
                new HotLicenses(database, clock, System::nanoTime, hearing::knownGood, bytes - bytes / SHARE_OF_KEYS);
        held.set(licenses);
        database.tellOwnChanges(licenses::changed);
        heartbeats.answerFrom(licenses);
        ValidationLog lines = new ValidationLog(database);
        hearing.start();
        lines.start();
        listener = hearing;
        log = lines;
        HotKeys keys = new HotKeys(directory, bytes / SHARE_OF_KEYS);
        meters.show(hearing, licenses, lines);
        path.open(
                new HotValidation(keys, licenses, signingKeys, limiter, places, json, clock, ids),
                lines,
                hot.log() == LogMode.DURABLE);
    }

    /** After the last request: what waits to be logged is written. */
    void stop() {
        if (log != null) {
            log.close();
        }
        if (listener != null) {
            listener.close();
        }
    }
}

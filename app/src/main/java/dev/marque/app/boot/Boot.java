package dev.marque.app.boot;

import dev.marque.app.boot.FirstStart.NewAdministrator;
import dev.marque.platform.config.MarqueConfiguration;
import dev.marque.platform.config.PrivateFiles;
import dev.marque.platform.config.Role;
import dev.marque.platform.database.DatabaseLauncher;
import dev.marque.platform.jobs.Jobs;
import dev.marque.platform.jobs.PartitionUpkeep;
import dev.marque.platform.limits.UsageExchange;
import dev.marque.platform.secrets.rotation.MasterKeyRotation;
import dev.marque.platform.signing.Signing;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Starts in order: database, schema, first tenant, jobs. HTTP opens only after this has succeeded, so whoever gets an
 * answer gets it from a process that is whole.
 */
@Singleton
public class Boot {

    private static final Set<Role> WITH_JOBS = EnumSet.of(Role.WORKER, Role.BACKUP, Role.EDGE);

    private final MarqueConfiguration configuration;
    private final FirstStart firstStart;
    private final PartitionUpkeep partitions;
    private final DatabaseLauncher launcher;
    private final MasterKeyRotation masterKey;
    private final Jobs jobs;
    private final Signing signing;
    private final UsageExchange limits;
    private final HotStart hot;
    private final EdgeStart edge;
    private final Announcer announcer;

    @Inject
    public Boot(
            MarqueConfiguration configuration,
            FirstStart firstStart,
            PartitionUpkeep partitions,
            DatabaseLauncher launcher,
            MasterKeyRotation masterKey,
            Jobs jobs,
            Signing signing,
            UsageExchange limits,
            HotStart hot,
            EdgeStart edge,
            Announcer announcer) {
        this.configuration = configuration;
        this.firstStart = firstStart;
        this.partitions = partitions;
        this.launcher = launcher;
        this.masterKey = masterKey;
        this.jobs = jobs;
        this.signing = signing;
        this.limits = limits;
        this.hot = hot;
        this.edge = edge;
        this.announcer = announcer;
    }

    void start(@Observes StartupEvent event) {
        // Before anything is sealed under a key that opens nothing of what is there.
        masterKey.check();
        // Not left to the job alone: a process that starts after months of rest needs this month's partition now.
        partitions.run();
        firstStart.prepare().ifPresent(this::hand);
        edge.start();
        if (!Collections.disjoint(configuration.roles(), WITH_JOBS)) {
            jobs.start();
        }
        limits.start();
        hot.start();
        announcer.step("Signing with " + signing.providerName());
        welcome();
    }

    void stop(@Observes ShutdownEvent event) {
        jobs.close();
        hot.stop();
    }

    private void hand(NewAdministrator administrator) {
        if (announcer.isForPeople()) {
            announcer.say("""

                      The first administrator (this is shown once):
                        e-mail    %s
                        password  %s
                    """.formatted(administrator.email(), administrator.password()));
            return;
        }
        // Log lines travel: the password goes where only this user reads.
        Path file = Path.of(configuration.data()).resolve("admin-password");
        PrivateFiles.write(file, administrator.password() + "\n");
        announcer.say("The first administrator is " + administrator.email() + "; the password is in " + file
                + ". Set MARQUE_ADMIN_PASSWORD(_FILE) to choose it.");
    }

    private void welcome() {
        String url = configuration.publicUrl().map(Object::toString).orElse("http://localhost:" + configuration.port());
        announcer.say("""

                  Marque serves %s on %s%s
                    API reference   %s/docs
                    Health          %s/health
                    What to try     docs/quickstart.md
                    Stop            Ctrl-C
                """.formatted(
                        configuration.roles(), url, launcher.isEmbedded() ? " (PostgreSQL embedded)" : "", url, url));
    }
}

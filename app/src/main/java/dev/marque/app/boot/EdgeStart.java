package dev.marque.app.boot;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.edge.EdgeSettings;
import dev.marque.edge.premises.Edge;
import dev.marque.edge.premises.EdgeDoor;
import dev.marque.edge.premises.EdgeFiles;
import dev.marque.edge.sync.EdgeWork;
import dev.marque.edge.sync.Sync;
import dev.marque.edge.usage.UsageBook;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.licensing.lease.LeaseHistory;
import dev.marque.licensing.license.LicenseCopies;
import dev.marque.platform.config.MarqueConfiguration;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.signing.SigningKeys;
import dev.marque.platform.tenant.TenantId;
import dev.marque.platform.tenant.Tenants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** Starts the server at a customer, once there is a tenant with a signing key. Does nothing without the role. */
@Singleton
public class EdgeStart {

    private final MarqueConfiguration configuration;
    private final Database database;
    private final Tenants tenants;
    private final SigningKeys signingKeys;
    private final LicenseCopies copies;
    private final LeaseHistory history;
    private final EdgeDoor door;
    private final Optional<EdgeWork> work;
    private final ObjectMapper json;
    private final Clock clock;
    private final SecureRandom random;
    private final Announcer announcer;

    @Inject
    public EdgeStart(
            MarqueConfiguration configuration,
            Database database,
            Tenants tenants,
            SigningKeys signingKeys,
            LicenseCopies copies,
            LeaseHistory history,
            EdgeDoor door,
            Optional<EdgeWork> work,
            ObjectMapper json,
            Clock clock,
            SecureRandom random,
            Announcer announcer) {
        this.configuration = configuration;
        this.database = database;
        this.tenants = tenants;
        this.signingKeys = signingKeys;
        this.copies = copies;
        this.history = history;
        this.door = door;
        this.work = work;
        this.json = json;
        this.clock = clock;
        this.random = random;
        this.announcer = announcer;
    }

    void start() {
        work.ifPresent(this::start);
    }

    private void start(EdgeWork jobs) {
        EdgeSettings settings = EdgeBeans.settings(configuration);
        TenantId home = tenants.home().orElseThrow().id();
        Actor self = Actor.system(home, "edge server");
        EdgeFiles files = new EdgeFiles(
                settings, signingKeys.active(home, SignatureAlgorithm.ED25519).verificationKey());
        Edge edge = new Edge(files, copies, database, self, clock);
        edge.refresh();
        UsageBook book = new UsageBook(database, self.where(), history, clock);
        Sync sync = new Sync(settings, edge, files, book, database, self.where(), json, clock, random);
        door.open(edge);
        jobs.begin(edge, book, sync);
        announcer.step(
                "Edge server " + files.fingerprint() + ": " + edge.status().detail());
    }
}

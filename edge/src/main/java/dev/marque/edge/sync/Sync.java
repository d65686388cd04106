package dev.marque.edge.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.edge.EdgeSettings;
import dev.marque.edge.file.FileOutcome.Good;
import dev.marque.edge.premises.Edge;
import dev.marque.edge.premises.EdgeFiles;
import dev.marque.edge.sync.VendorAnswer.Answered;
import dev.marque.edge.sync.VendorAnswer.Away;
import dev.marque.edge.sync.VendorAnswer.Refused;
import dev.marque.edge.usage.HourOfUse;
import dev.marque.edge.usage.UsageBook;
import dev.marque.edge.usage.UsageReport;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.offline.ActivationRequest;
import dev.marque.platform.database.Database;
import dev.marque.platform.tenant.TenantEnvironment;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells the vendor's server what seats were used for, and takes a new license file along. Seats do not wait for it: it runs
 * in a job, and what it could not tell is told later. For one thread.
 */
public final class Sync {

    /** The name under which the vendor's staff see the server. */
    private static final String NAME = "Marque edge server";

    private final EdgeSettings settings;
    private final Edge edge;
    private final EdgeFiles files;
    private final UsageBook book;
    private final Optional<Vendor> vendor;
    private final SyncRows rows;
    private final InstantSource clock;
    private final SecureRandom random;

    public Sync(
            EdgeSettings settings,
            Edge edge,
            EdgeFiles files,
            UsageBook book,
            Database database,
            TenantEnvironment where,
            ObjectMapper json,
            InstantSource clock,
            SecureRandom random) {
        this.settings = settings;
        this.edge = edge;
        this.files = files;
        this.book = book;
        this.vendor =
                settings.vendor().flatMap(address -> settings.licenseKey().map(key -> new Vendor(address, key, json)));
        this.rows = new SyncRows(database, where);
        this.clock = clock;
        this.random = random;
    }

    /** How the last exchange went. */
    public SyncState state() {
        return rows.read();
    }

    /** Exchanges what there is, if it is time to and there is a vendor's server to talk to. */
    public void run() {
        SyncState before = rows.read();
        if (vendor.isEmpty() || !before.isDue(now())) {
            return;
        }
        UUID license = edge.status().license();
        Optional<String> trouble = license == null ? Optional.empty() : tell(vendor.get(), license);
        if (trouble.isEmpty()) {
            trouble = takeFile(vendor.get());
        }
        SyncState after = trouble.map(why -> before.failed(now(), why, random.nextDouble()))
                .orElseGet(() -> before.done(now(), settings.syncEvery()));
        rows.write(after);
    }

    /** What went wrong, if something did. */
    private Optional<String> tell(Vendor server, UUID license) {
        book.sumUp(license);
        List<HourOfUse> hours = book.unsent(license, UsageReport.MOST_HOURS);
        while (!hours.isEmpty()) {
            UsageReport report = UsageReport.of(files.fingerprint(), hours);
            Optional<String> trouble = trouble(server.post("/api/v1/licensing/edge-usage", report), "done");
            if (trouble.isPresent()) {
                return trouble;
            }
            book.sent(license, hours);
            hours = book.unsent(license, UsageReport.MOST_HOURS);
        }
        return Optional.empty();
    }

    /** By the flow of machines without a network, with nobody in between. */
    private Optional<String> takeFile(Vendor server) {
        ActivationRequest request = ActivationRequest.of(
                Fingerprint.of(files.fingerprint()), NAME, null, System.getProperty("os.name"), now(), random);
        String key = settings.licenseKey().orElseThrow();
        VendorAnswer answer =
                server.post("/api/v1/licensing/offline-activations", Map.of("request", request.write(key)));
        Optional<String> trouble = trouble(answer, "activated");
        if (trouble.isPresent() || !(answer instanceof Answered(JsonNode told))) {
            return trouble;
        }
        String text = told.path("response").asText();
        // Only what this server can go by, and has asked for just now, takes the place of what it goes by.
        if (files.read(Optional.of(text)) instanceof Good good && request.isAnsweredBy(good.file())) {
            files.replace(text);
            edge.refresh();
            return Optional.empty();
        }
        return Optional.of("The vendor's server sent a license file that is not for this server.");
    }

    private static Optional<String> trouble(VendorAnswer answer, String done) {
        return switch (answer) {
            case Away(String why) -> Optional.of(why);
            case Refused refused -> Optional.of(refused.detail());
            case Answered(JsonNode json) when json.path(done).asBoolean() -> Optional.empty();
            case Answered(JsonNode json) ->
                Optional.of("The vendor's server said " + json.path("code").asText() + ": "
                        + json.path("detail").asText());
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

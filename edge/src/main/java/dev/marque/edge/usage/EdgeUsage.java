package dev.marque.edge.usage;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.licensing.activation.Activations;
import dev.marque.licensing.license.Licenses;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Takes in, at the vendor's, what servers at customers tell of their hours. Thread-safe. */
@Singleton
public class EdgeUsage {

    private static final Duration OLDEST = Duration.ofDays(400);

    private final Database database;
    private final Activations activations;
    private final Licenses licenses;
    private final ChangeLog changes;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    public EdgeUsage(
            Database database,
            Activations activations,
            Licenses licenses,
            ChangeLog changes,
            InstantSource clock,
            Ids ids) {
        this.database = database;
        this.activations = activations;
        this.licenses = licenses;
        this.changes = changes;
        this.clock = clock;
        this.ids = ids;
    }

    /** What audit rows and events tell. */
    private record Told(String edge, Instant from, int hours, int seats, int denials) {}

    /**
     * Keeps the hours of a server on which the calling license is active. What is kept already stays as it is, so a report
     * may come again.
     *
     * @throws ProblemException INVALID_INPUT for an hour that does not begin on the hour, is not over or is too old
     */
    public Received receive(Actor installation, UsageReport report) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        for (int i = 0; i < report.hours().size(); i++) {
            check("/hours/" + i + "/startsAt", report.hours().get(i).startsAt(), now);
        }
        if (!activations.isActiveOn(installation, report.edge())) {
            return new Received(
                    ReceivedCode.EDGE_UNKNOWN, "The license is not active on a server with that fingerprint.", 0, now);
        }
        return database.inEnvironment(installation.where(), transaction -> {
            List<UsageReport.Hour> fresh = report.hours().stream()
                    .filter(hour -> EdgeHourRows.insert(
                            transaction, installation.tenant(), kept(installation.id(), report.edge(), hour, now)))
                    .toList();
            if (!fresh.isEmpty()) {
                changes.record(
                        transaction,
                        installation,
                        new Change(
                                "edge-usage.received", "license", installation.id(), null, told(report.edge(), fresh)));
            }
            return new Received(ReceivedCode.RECEIVED, fresh.size() + " hours are new.", fresh.size(), now);
        });
    }

    private static void check(String pointer, Instant startsAt, Instant now) {
        boolean whole = startsAt.equals(startsAt.truncatedTo(ChronoUnit.HOURS));
        if (!whole || startsAt.isAfter(now) || startsAt.isBefore(now.minus(OLDEST))) {
            throw ProblemException.invalid(
                    FieldError.inBody(pointer, "must be the beginning of an hour of the last 400 days"));
        }
    }

    private EdgeHour kept(UUID license, String edge, UsageReport.Hour hour, Instant now) {
        return new EdgeHour(
                ids.next(),
                license,
                edge,
                hour.startsAt(),
                hour.seats(),
                hour.holders(),
                hour.holderHashes(),
                hour.denials(),
                now,
                false);
    }

    private static Told told(String edge, List<UsageReport.Hour> hours) {
        return new Told(
                edge,
                hours.stream()
                        .map(UsageReport.Hour::startsAt)
                        .min(Instant::compareTo)
                        .orElseThrow(),
                hours.size(),
                hours.stream().mapToInt(UsageReport.Hour::seats).max().orElseThrow(),
                hours.stream().mapToInt(UsageReport.Hour::denials).sum());
    }

    /**
     * What servers at customers told of a license, the last received first.
     *
     * @throws ProblemException NOT_FOUND
     */
    public Page<EdgeHour> list(Actor actor, UUID licenseId, PageRequest request) {
        UUID license = licenses.get(actor, licenseId).id();
        List<EdgeHour> rows =
                database.inEnvironment(actor.where(), transaction -> EdgeHourRows.list(transaction, license, request));
        return Page.of(rows, request, EdgeHour::id);
    }
}

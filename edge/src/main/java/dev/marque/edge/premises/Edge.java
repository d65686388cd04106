package dev.marque.edge.premises;

import dev.marque.edge.EdgeCode;
import dev.marque.edge.EdgeSettings;
import dev.marque.edge.file.FileOutcome;
import dev.marque.edge.file.FileOutcome.Good;
import dev.marque.edge.file.FileOutcome.Refused;
import dev.marque.edge.premises.EdgeState.Standing;
import dev.marque.edge.usage.Denials;
import dev.marque.keys.offline.OfflineVerdict;
import dev.marque.keys.offline.SignedTime;
import dev.marque.licensing.lease.Premises;
import dev.marque.licensing.license.LicenseCopies;
import dev.marque.licensing.license.LicenseCopy;
import dev.marque.licensing.policy.FloatingRules;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A server at a customer: gives the seats of the license in its file, as long as the file counts. {@link #refresh} looks
 * whether there is another file, and how late it is; in between, what is known is judged by the clock alone. Thread-safe.
 */
public final class Edge implements Premises {

    /** What is written down less often than this costs nothing, and a clock set back by less is no gain. */
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private static final System.Logger LOG = System.getLogger(Edge.class.getName());

    private final EdgeFiles files;
    private final LicenseCopies copies;
    private final Actor self;
    private final StateRows rows;
    private final EdgeSettings settings;
    private final InstantSource clock;
    private volatile EdgeState state;
    private volatile Standing standing =
            Standing.troubled(EdgeCode.NO_FILE, "The server has not looked for its license file yet.", null);

    /** @param self in whose name the license is kept, in the one tenant that there is */
    public Edge(EdgeFiles files, LicenseCopies copies, Database database, Actor self, InstantSource clock) {
        this.files = files;
        this.copies = copies;
        this.self = self;
        this.rows = new StateRows(database, self.where());
        this.settings = files.settings();
        this.clock = clock;
        this.state = rows.read().orElseGet(() -> {
            EdgeState fresh = EdgeState.unused(now());
            rows.write(fresh);
            return fresh;
        });
    }

    /** Takes in what the administrator changed, and notes how late it is. */
    public synchronized void refresh() {
        EdgeCode before = status().code();
        Optional<String> text = files.text();
        standing = standing(text);
        noteTime();
        EdgeStatus now = status();
        if (now.code() != before) {
            LOG.log(now.code().open() ? System.Logger.Level.INFO : System.Logger.Level.WARNING, now.detail());
        }
    }

    private Standing standing(Optional<String> text) {
        FileOutcome outcome = files.read(text);
        return switch (outcome) {
            case Refused(EdgeCode code, String detail) -> Standing.troubled(code, detail, text.orElse(null));
            case Good good -> take(good, text.orElseThrow());
        };
    }

    private Standing take(Good good, String text) {
        Instant issued = good.file().issued();
        Instant known = state.fileIssued();
        boolean ofSame = good.license().id().equals(state.license());
        if (ofSame && known != null && issued.isBefore(known)) {
            String detail = "The license file is older than the one that was here before, of " + known + ".";
            return Standing.troubled(EdgeCode.FILE_OLDER, detail, text);
        }
        Optional<FloatingRules> rules = settings.sharing().on(good.license().floating());
        if (rules.isEmpty()) {
            String detail = "MARQUE_EDGE_GROUPS reserves more than the "
                    + good.license().floating().seats() + " seats of the license.";
            return Standing.troubled(EdgeCode.GROUPS_DO_NOT_FIT, detail, text);
        }
        keep(good.license().sharedBy(rules.get()), issued, files.hash(text));
        return new Standing(null, "", good.file(), text);
    }

    /** Written anew only when the file or the settings are other ones: the audit trail tells of changes. */
    private void keep(LicenseCopy license, Instant issued, String hash) {
        if (hash.equals(state.fileHash()) && license.id().equals(state.license())) {
            return;
        }
        copies.keep(self, license);
        // A later file proves a time, and so ends what a clock that once ran ahead had noted.
        boolean later = state.fileIssued() == null || issued.isAfter(state.fileIssued());
        Instant seen = later ? latest(issued, earliest(state.seenAt(), now())) : state.seenAt();
        state = new EdgeState(license.id(), license.number(), hash, issued, seen);
        rows.write(state);
    }

    private void noteTime() {
        Instant now = now();
        if (!now.isBefore(state.seenAt().plus(NOTED_EVERY))) {
            state = state.seen(now);
            rows.write(state);
        }
    }

    @Override
    public @Nullable String closed(UUID license, Instant now) {
        if (!license.equals(state.license())) {
            return "This server gives the seats of another license now.";
        }
        EdgeStatus status = status(now);
        return status.code().open() ? null : status.detail() + " (" + status.code() + ")";
    }

    @Override
    public void noSeat(Handle transaction, Actor installation, Instant at) {
        Denials.add(transaction, installation.tenant(), installation.id(), at);
    }

    /** How the server stands now. */
    public EdgeStatus status() {
        return status(now());
    }

    private EdgeStatus status(Instant now) {
        Standing current = standing;
        if (current.trouble() != null) {
            return told(current.trouble(), current.detail(), current, null);
        }
        OfflineVerdict verdict =
                OfflineVerdict.of(Objects.requireNonNull(current.file()), now, new SignedTime(state.seenAt()));
        return switch (verdict.code()) {
            case VALID -> told(EdgeCode.OPEN, "Seats are given until " + end(verdict) + ".", current, verdict);
            case IN_OFFLINE_GRACE ->
                told(
                        EdgeCode.OFFLINE_GRACE,
                        "Seats are given until " + end(verdict) + " only: the server needs a new license file.",
                        current,
                        verdict);
            case OFFLINE_EXPIRED ->
                told(
                        EdgeCode.FILE_EXPIRED,
                        "The license file ended on " + end(verdict) + ": the server needs a new one.",
                        current,
                        verdict);
            case CLOCK_BEHIND ->
                told(
                        EdgeCode.CLOCK_BEHIND,
                        "The clock is behind " + state.seenAt() + ", which has passed already: set it right.",
                        current,
                        verdict);
        };
    }

    private static String end(OfflineVerdict verdict) {
        return verdict.endsAt() == null ? "the license ends" : verdict.endsAt().toString();
    }

    private EdgeStatus told(EdgeCode code, String detail, Standing current, @Nullable OfflineVerdict verdict) {
        return new EdgeStatus(
                code,
                detail,
                files.fingerprint(),
                state.license(),
                state.number(),
                current.text(),
                verdict == null ? null : verdict.graceFrom(),
                verdict == null ? null : verdict.endsAt());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earliest(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}

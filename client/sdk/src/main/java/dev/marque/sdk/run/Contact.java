package dev.marque.sdk.run;

import dev.marque.sdk.http.LicenseServer;
import dev.marque.sdk.http.Reply;
import dev.marque.sdk.http.ServerException;
import dev.marque.sdk.http.TrustedKeys;
import dev.marque.sdk.http.Turn;
import dev.marque.sdk.state.AnswerFacts;
import dev.marque.sdk.state.Facts;
import dev.marque.sdk.state.Knowledge;
import dev.marque.sdk.state.SeatState;
import dev.marque.sdk.usage.HeartbeatLoad;
import dev.marque.sdk.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One round of questions to the server: activate, validate, a sign of life, a file, what was used. One at a time. */
final class Contact {

    private static final Set<String> WANT_ACTIVATION = Set.of("NOT_ACTIVATED", "FINGERPRINT_MISMATCH");
    private static final Set<String> WANT_LIFE = Set.of("HEARTBEAT_NOT_STARTED", "HEARTBEAT_DEAD");

    private final Settings settings;
    private final LicenseServer server;
    private final Brain brain;
    private final Keeper keeper;
    private final SeatKeeper seats;
    private final Usage usage;
    private final FileFetch fileFetch;
    /** A machine that staff take off while it runs must not take its seat again at once. */
    private boolean activated;

    private Duration heartbeat = Pace.HEARTBEAT;

    Contact(Settings settings, LicenseServer server, Brain brain, Keeper keeper, SeatKeeper seats, Usage usage) {
        this.settings = settings;
        this.server = server;
        this.brain = brain;
        this.keeper = keeper;
        this.seats = seats;
        this.usage = usage;
        this.fileFetch = new FileFetch(settings, brain, keeper);
    }

    /**
     * Asks everything that is due.
     *
     * @return whether all was asked; if not, the turn was over before
     * @throws ServerException if there is no answer to be believed; what was known stays
     */
    synchronized boolean round(Turn turn) throws ServerException, InterruptedException {
        requireKeys(turn);
        Facts facts;
        try {
            facts = license(turn);
        } catch (ServerException e) {
            if (e.kind() != ServerException.Kind.NOT_BELIEVED || !takeUpKeys(turn)) {
                throw e;
            }
            facts = license(turn);
        }
        return !facts.valid() || upkeep(turn);
    }

    private boolean upkeep(Turn turn) throws ServerException, InterruptedException {
        if (turn.isOver()) {
            return false;
        }
        signOfLife(turn);
        if (turn.isOver()) {
            return false;
        }
        fileFetch.fetchIfDue(turn);
        return usage.tell(turn);
    }

    /** Without an answer: what another process on this machine has heard meanwhile counts as well. */
    void hearsay() {
        Instant now = settings.clock().instant();
        keeper.recall();
        brain.trust(keeper.keys());
        Knowledge others = keeper.knowledge(brain.keys(), now);
        Facts heard = others.facts();
        brain.learn(known -> {
            Facts ours = known.facts();
            // What is on disk was written after the latest answer on this machine.
            boolean newer = heard != null && (ours == null || !heard.signedAt().isBefore(ours.signedAt()));
            return newer
                    ? others.seated(known.seat())
                    : known.listed(others.list()).unreachable();
        });
    }

    /** How often a sign of life is due. */
    synchronized Duration heartbeat() {
        return heartbeat;
    }

    private void requireKeys(Turn turn) throws ServerException, InterruptedException {
        if (brain.keys().isEmpty() && settings.trust().first()) {
            takeUp(turn.keySet());
        }
    }

    /** Whether there are other keys now. Without proof of who answers, whoever answers could bring keys of his own. */
    private boolean takeUpKeys(Turn turn) throws ServerException, InterruptedException {
        if (!settings.trust().followRotation() || !server.connectionIsProof()) {
            return false;
        }
        TrustedKeys before = brain.keys();
        takeUp(turn.keySet());
        return !brain.keys().kids().equals(before.kids());
    }

    private void takeUp(String keySet) {
        try {
            TrustedKeys.parse(keySet);
        } catch (IllegalArgumentException e) {
            return;
        }
        keeper.remember(memory -> memory.withKeySet(keySet), brain.known());
        brain.trust(keeper.keys());
    }

    private Facts license(Turn turn) throws ServerException, InterruptedException {
        seats.keep(turn, settings.clock().instant());
        Reply reply = validate(turn);
        String code = reply.fields().text("code");
        if (WANT_ACTIVATION.contains(code) && !activated) {
            Reply answer = activate(turn);
            if (!answer.fields().yes("activated")) {
                return learn(answer, "activated");
            }
            activated = true;
            reply = validate(turn);
            code = reply.fields().text("code");
        }
        if (WANT_LIFE.contains(code)) {
            signOfLife(turn);
            reply = validate(turn);
            code = reply.fields().text("code");
        }
        if (code.equals("LEASE_REQUIRED")) {
            reply = seated(turn, reply);
        }
        activated = activated || reply.fields().yes("valid");
        return learn(reply, "valid");
    }

    /** The license is floating: it is as good as the seat, and a program without one is told why. */
    private Reply seated(Turn turn, Reply refused) throws ServerException, InterruptedException {
        SeatState seat = brain.known().seat();
        if (settings.seat().atStart() || seat != null && seat.held()) {
            seats.acquire(turn);
        } else if (seat == null) {
            brain.learn(known -> known.seated(
                    SeatState.none("LEASE_REQUIRED", refused.fields().text("detail"), 0)));
        }
        SeatState now = brain.known().seat();
        return now != null && now.held() ? validate(turn) : refused;
    }

    private Facts learn(Reply reply, String yes) {
        Facts facts = AnswerFacts.of(reply.fields(), yes, reply.signedAt());
        Facts told = seatless(facts);
        Instant now = settings.clock().instant();
        brain.learn(known -> known.heard(told, now));
        keeper.remember(memory -> memory.answered(reply.answer(), yes), brain.known());
        return told;
    }

    /** Why there is no seat says more than that one is needed. */
    private Facts seatless(Facts facts) {
        SeatState seat = brain.known().seat();
        return !facts.code().equals("LEASE_REQUIRED") || seat == null || seat.held()
                ? facts
                : facts.refused(seat.code(), seat.message());
    }

    private Reply validate(Turn turn) throws ServerException, InterruptedException {
        Map<String, Object> body = machine();
        body.put("product", settings.product());
        body.put("version", settings.version());
        put(body, "user", settings.user());
        SeatState seat = brain.known().seat();
        put(body, "leaseId", seat == null ? null : seat.leaseId());
        return turn.ask("validate", body);
    }

    private Reply activate(Turn turn) throws ServerException, InterruptedException {
        Map<String, Object> body = machine();
        body.put("version", settings.version());
        body.put("platform", platform());
        put(body, "name", settings.machineName());
        return turn.ask("activate", body);
    }

    static String platform() {
        return (System.getProperty("os.name") + "-" + System.getProperty("os.arch")).replace(' ', '-');
    }

    private void signOfLife(Turn turn) throws ServerException, InterruptedException {
        HeartbeatLoad load = usage.heartbeat(settings.clock().instant());
        Map<String, Object> body = machine();
        body.put("version", settings.version());
        put(body, "user", settings.user());
        if (load != null) {
            body.put("featuresUsed", load.features());
        }
        try {
            Reply reply = turn.ask("heartbeat", body, load == null ? null : load.key());
            Long seconds = reply.fields().number("nextHeartbeatSeconds");
            heartbeat = seconds == null || seconds < 1 ? heartbeat : Duration.ofSeconds(seconds);
        } catch (ServerException e) {
            if (e.kind() != ServerException.Kind.PROBLEM) {
                throw e;
            }
            // The same will be answered the same way: life goes on without.
        }
        if (load != null) {
            usage.arrived(load);
        }
    }

    private Map<String, Object> machine() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("fingerprint", SeatKeeper.fingerprint(settings.fingerprint()));
        return body;
    }

    private static void put(Map<String, Object> body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}

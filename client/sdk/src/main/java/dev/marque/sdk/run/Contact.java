package dev.marque.sdk.run;

import dev.marque.sdk.http.LicenseServer;
import dev.marque.sdk.http.Reply;
import dev.marque.sdk.http.ServerException;
import dev.marque.sdk.http.TrustedKeys;
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
        this.fileFetch = new FileFetch(settings, server, brain, keeper);
    }

    /**
     * Asks everything that is due.
     *
     * @throws ServerException if there is no answer to be believed; what was known stays
     */
    synchronized void round() throws ServerException, InterruptedException {
        requireKeys();
        Facts facts;
        try {
            facts = license();
        } catch (ServerException e) {
            if (e.kind() != ServerException.Kind.NOT_BELIEVED || !takeUpKeys()) {
                throw e;
            }
            facts = license();
        }
        if (facts.valid()) {
            signOfLife();
            fileFetch.fetchIfDue();
            usage.tell(server);
        }
    }

    /** Without an answer: what another process on this machine has heard meanwhile counts as well. */
    void hearsay() {
        Instant now = settings.clock().instant();
        keeper.recall();
        Knowledge others = keeper.knowledge(brain.keys(), now);
        Facts heard = others.facts();
        brain.learn(known -> {
            Facts ours = known.facts();
            // What is on disk was written after the latest answer on this machine.
            boolean newer = heard != null && (ours == null || !heard.signedAt().isBefore(ours.signedAt()));
            return newer ? others.seated(known.seat()) : known.unreachable();
        });
    }

    /** How often a sign of life is due. */
    synchronized Duration heartbeat() {
        return heartbeat;
    }

    private void requireKeys() throws ServerException, InterruptedException {
        if (brain.keys().isEmpty() && settings.trustFirst()) {
            takeUp(server.keySet());
        }
    }

    /** Whether there are other keys now. Without proof of who answers, whoever answers could bring keys of his own. */
    private boolean takeUpKeys() throws ServerException, InterruptedException {
        if (!settings.followRotation() || !server.connectionIsProof()) {
            return false;
        }
        TrustedKeys before = brain.keys();
        takeUp(server.keySet());
        return !brain.keys().all().equals(before.all());
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

    private Facts license() throws ServerException, InterruptedException {
        seats.keep(settings.clock().instant());
        Reply reply = validate();
        String code = reply.fields().text("code");
        if (WANT_ACTIVATION.contains(code) && !activated) {
            Reply answer = activate();
            if (!answer.fields().yes("activated")) {
                return learn(answer, "activated");
            }
            activated = true;
            reply = validate();
            code = reply.fields().text("code");
        }
        if (WANT_LIFE.contains(code)) {
            signOfLife();
            reply = validate();
            code = reply.fields().text("code");
        }
        if (code.equals("LEASE_REQUIRED")) {
            reply = seated(reply);
        }
        activated = activated || reply.fields().yes("valid");
        return learn(reply, "valid");
    }

    /** The license is floating: it is as good as the seat, and a program without one is told why. */
    private Reply seated(Reply refused) throws ServerException, InterruptedException {
        SeatState seat = brain.known().seat();
        if (settings.seat().atStart() || seat != null && seat.held()) {
            seats.acquire();
        } else if (seat == null) {
            brain.learn(known -> known.seated(
                    SeatState.none("LEASE_REQUIRED", refused.fields().text("detail"), 0)));
        }
        SeatState now = brain.known().seat();
        return now != null && now.held() ? validate() : refused;
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

    private Reply validate() throws ServerException, InterruptedException {
        Map<String, Object> body = machine();
        body.put("product", settings.product());
        body.put("version", settings.version());
        put(body, "user", settings.user());
        SeatState seat = brain.known().seat();
        put(body, "leaseId", seat == null ? null : seat.leaseId());
        return server.ask("validate", body);
    }

    private Reply activate() throws ServerException, InterruptedException {
        Map<String, Object> body = machine();
        body.put("version", settings.version());
        body.put("platform", platform());
        put(body, "name", settings.machineName());
        return server.ask("activate", body);
    }

    static String platform() {
        return (System.getProperty("os.name") + "-" + System.getProperty("os.arch")).replace(' ', '-');
    }

    private void signOfLife() throws ServerException, InterruptedException {
        HeartbeatLoad load = usage.heartbeat(settings.clock().instant());
        Map<String, Object> body = machine();
        body.put("version", settings.version());
        put(body, "user", settings.user());
        if (load != null) {
            body.put("featuresUsed", load.features());
        }
        try {
            Reply reply = server.ask("heartbeat", body, load == null ? null : load.key());
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

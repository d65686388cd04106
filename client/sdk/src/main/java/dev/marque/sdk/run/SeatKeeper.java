package dev.marque.sdk.run;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.sdk.SeatAnswer;
import dev.marque.sdk.SeatOptions;
import dev.marque.sdk.http.Reply;
import dev.marque.sdk.http.ServerException;
import dev.marque.sdk.http.Turn;
import dev.marque.sdk.lease.LeaseAnswers;
import dev.marque.sdk.state.SeatState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes a seat of a floating license, keeps it, takes it along and gives it back. One call at a time. */
final class SeatKeeper {

    private final Settings settings;
    private final Brain brain;
    private final Keeper keeper;
    private boolean wanted;

    SeatKeeper(Settings settings, Brain brain, Keeper keeper) {
        this.settings = settings;
        this.brain = brain;
        this.keeper = keeper;
    }

    /** Asks for a seat; whoever has one keeps it. */
    synchronized SeatAnswer acquire(Turn turn) throws ServerException, InterruptedException {
        SeatState held = brain.known().seat();
        if (held != null && held.held()) {
            SeatAnswer renewed = ask(turn, "renew", lease(held));
            if (renewed.done()) {
                return renewed;
            }
        }
        SeatAnswer answer = ask(turn, "acquire", holder());
        wanted = answer.done() || settings.seat().queue() || settings.seat().atStart();
        return answer;
    }

    /** Renews the seat if it is time, or asks for it again after it was lost. */
    synchronized void keep(Turn turn, Instant now) throws ServerException, InterruptedException {
        SeatState held = brain.known().seat();
        if (held == null || !wanted && !held.held()) {
            return;
        }
        Instant due = held.renewAfter();
        if (!held.held()) {
            ask(turn, "acquire", holder());
        } else if (due == null || !now.isBefore(due)) {
            SeatAnswer renewed = ask(turn, "renew", lease(held));
            if (renewed.code().equals("LEASE_ENDED")) {
                ask(turn, "acquire", holder());
            }
        }
    }

    synchronized SeatAnswer borrow(Turn turn, Instant until) throws ServerException, InterruptedException {
        Map<String, Object> body = lease(brain.known().seat());
        body.put("until", until.truncatedTo(ChronoUnit.SECONDS).toString());
        return ask(turn, "borrow", body);
    }

    synchronized SeatAnswer giveBack(Turn turn) throws ServerException, InterruptedException {
        wanted = false;
        return ask(turn, "return", lease(brain.known().seat()));
    }

    /** Gives the seat back unless it was borrowed, or the place in the queue. */
    synchronized void release(Turn turn) throws ServerException, InterruptedException {
        wanted = false;
        SeatState held = brain.known().seat();
        if (held != null && held.held() && held.borrowedUntil() == null) {
            ask(turn, "release", lease(held));
        } else if (held != null && held.position() > 0) {
            ask(turn, "leave", waiting());
        }
    }

    private SeatAnswer ask(Turn turn, String question, Map<String, Object> body)
            throws ServerException, InterruptedException {
        Reply reply = turn.ask("leases/" + question, body);
        SeatState before = brain.known().seat();
        SeatState after = after(question, reply, before);
        brain.learn(known -> known.seated(after));
        boolean borrowed = after.borrowedUntil() != null && reply.fields().yes("done");
        if (borrowed || before != null && before.borrowedUntil() != null) {
            keeper.remember(memory -> memory.leased(borrowed ? reply.answer() : null), brain.known());
        }
        return new SeatAnswer(
                reply.fields().yes("done"),
                reply.fields().text("code"),
                reply.fields().text("detail"),
                after.position(),
                after.endsAt(true));
    }

    private SeatState after(String question, Reply reply, @Nullable SeatState before) {
        String code = reply.fields().text("code");
        boolean done = reply.fields().yes("done");
        if (done && (question.equals("release") || question.equals("return"))) {
            return SeatState.none("LEASE_REQUIRED", "The seat was given back.", 0);
        }
        SeatState told = LeaseAnswers.state(reply.fields(), settings.seat().unreachableFor());
        // A borrowing that is refused leaves the seat as it was.
        return !told.held() && LeaseAnswers.keeps(code, before) && !question.equals("acquire")
                ? Objects.requireNonNull(before)
                : told;
    }

    private Map<String, Object> holder() {
        Map<String, Object> body = waiting();
        put(body, "group", settings.seat().group());
        body.put("queue", settings.seat().queue());
        return body;
    }

    private Map<String, Object> waiting() {
        SeatOptions options = settings.seat();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("fingerprint", fingerprint(settings.fingerprint()));
        String process = options.process();
        body.put("process", process == null ? "pid-" + ProcessHandle.current().pid() : process);
        put(body, "user", options.user());
        return body;
    }

    static Map<String, Object> fingerprint(Fingerprint machine) {
        return machine.components().isEmpty()
                ? Map.of("value", machine.value())
                : Map.of("value", machine.value(), "components", machine.components());
    }

    private static Map<String, Object> lease(@Nullable SeatState seat) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (seat == null || seat.leaseId() == null) {
            throw new IllegalStateException("there is no seat");
        }
        put(body, "leaseId", seat.leaseId());
        return body;
    }

    private static void put(Map<String, Object> body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}

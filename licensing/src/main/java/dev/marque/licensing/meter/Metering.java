package dev.marque.licensing.meter;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/** What installations use, give back and report. Thread-safe. */
@Singleton
public class Metering {

    private final Database database;
    private final MeterLocks locks;
    private final MeterCalls calls;

    @Inject
    public Metering(Database database, MeterLocks locks) {
        this.database = database;
        this.locks = locks;
        this.calls = new MeterCalls(locks);
    }

    /**
     * Counts an amount, if there is so much left; a member of a meter of the kind UNIQUE that was counted before is counted
     * no second time.
     *
     * @param installation the license that calls
     * @throws ProblemException INVALID_INPUT for a member where none is told apart, or none where it is
     */
    public Metered consume(Actor installation, Ask ask) {
        return database.inEnvironment(
                installation.where(),
                transaction -> calls.use(transaction, installation, "consume", ask, held -> switch (held.rule()
                        .kind()) {
                    case TOTAL, PER_PERIOD -> add(transaction, installation, held, plain(ask));
                    case UNIQUE -> admit(transaction, installation, held, single(ask));
                    case HIGH_WATER -> held.otherKind();
                }));
    }

    private Metered add(Handle transaction, Actor installation, HeldMeter held, long amount) {
        if (amount > held.left()) {
            return held.full(amount);
        }
        return saved(transaction, installation, held, held.counter().used() + amount);
    }

    private Metered admit(Handle transaction, Actor installation, HeldMeter held, String member) {
        if (Members.amount(transaction, held.counter().id(), member) > 0) {
            return held.granted();
        }
        if (held.left() < 1) {
            return held.full(1);
        }
        Members.put(transaction, installation.tenant(), held.counter().id(), member, 1);
        return saved(transaction, installation, held, held.counter().used() + 1);
    }

    /**
     * Gives back what was consumed, down to nothing; works in every state of the license. What a period counted is not
     * given back.
     *
     * @throws ProblemException INVALID_INPUT as for {@link #consume}
     */
    public Metered release(Actor installation, Ask ask) {
        return database.inEnvironment(
                installation.where(),
                transaction -> calls.giveBack(transaction, installation, "release", ask, held -> switch (held.rule()
                        .kind()) {
                    case TOTAL ->
                        saved(
                                transaction,
                                installation,
                                held,
                                Math.max(0, held.counter().used() - plain(ask)));
                    case UNIQUE -> dismiss(transaction, installation, held, single(ask));
                    case PER_PERIOD, HIGH_WATER -> held.otherKind();
                }));
    }

    private Metered dismiss(Handle transaction, Actor installation, HeldMeter held, String member) {
        long counted =
                Members.put(transaction, installation.tenant(), held.counter().id(), member, 0);
        return saved(transaction, installation, held, held.counter().used() - counted);
    }

    /**
     * Takes what a machine has now, instead of what it reported before in this period. The sum of all machines must stay
     * within the limit; less than before is always taken.
     */
    public Metered report(Actor installation, Ask ask) {
        return database.inEnvironment(
                installation.where(),
                transaction -> calls.use(transaction, installation, "report", ask, held -> switch (held.rule()
                        .kind()) {
                    case HIGH_WATER -> gauge(transaction, installation, held, ask);
                    case TOTAL, PER_PERIOD, UNIQUE -> held.otherKind();
                }));
    }

    private Metered gauge(Handle transaction, Actor installation, HeldMeter held, Ask ask) {
        String machine = Objects.requireNonNullElse(ask.member(), "");
        long more = ask.amount() - Members.amount(transaction, held.counter().id(), machine);
        if (more > 0 && more > held.left()) {
            return held.full(more);
        }
        Members.put(transaction, installation.tenant(), held.counter().id(), machine, ask.amount());
        return saved(transaction, installation, held, held.counter().used() + more);
    }

    private Metered saved(Handle transaction, Actor installation, HeldMeter held, long used) {
        return locks.save(transaction, installation, held, held.counter().using(used))
                .granted();
    }

    /** The amount for a kind that does not tell members apart. */
    static long plain(Ask ask) {
        if (ask.member() != null) {
            throw ProblemException.invalid(
                    FieldError.inBody("/member", "is for meters of the kinds UNIQUE and HIGH_WATER only"));
        }
        return ask.amount();
    }

    private static String single(Ask ask) {
        if (ask.member() == null) {
            throw ProblemException.invalid(FieldError.inBody("/member", "is needed: the meter counts each one once"));
        }
        if (ask.amount() != 1) {
            throw ProblemException.invalid(FieldError.inBody("/amount", "is 1: the meter counts each one once"));
        }
        return ask.member();
    }
}

package dev.marque.licensing.meter;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.licensing.validation.Situations;
import dev.marque.platform.batch.GroupCommit;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.observe.TraceContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What installations use, give back and report: those who come at the same time in one transaction. Thread-safe. */
@Singleton
public class Metering {

    /** At some hundred a second those wait for some seconds. */
    private static final int MOST_WAITING = 2_000;

    private final Database database;
    private final MeterLocks locks;
    private final MeterCalls calls;
    private final GroupCommit<Wish, Optional<Metered>> together;

    @Inject
    public Metering(Database database, MeterLocks locks) {
        this.database = database;
        this.locks = locks;
        this.calls = new MeterCalls(locks);
        this.together =
                new GroupCommit<>(database, "uses", MOST_WAITING, Situations.MOST_AT_ONCE, new CountingTogether(locks));
    }

    /**
     * Counts an amount, if there is so much left; a member of a meter of the kind UNIQUE that was counted before is counted
     * no second time.
     *
     * @param installation the license that calls
     * @throws ProblemException INVALID_INPUT for a member where none is told apart, or none where it is; OVERLOADED
     */
    public Metered consume(Actor installation, Ask ask) {
        return count(installation, Call.CONSUME, ask);
    }

    /**
     * Gives back what was consumed, down to nothing; works in every state of the license. What a period counted is not
     * given back.
     *
     * @throws ProblemException as for {@link #consume}
     */
    public Metered release(Actor installation, Ask ask) {
        return count(installation, Call.RELEASE, ask);
    }

    /**
     * Takes what a machine has now, instead of what it reported before in this period. The sum of all machines must stay
     * within the limit; less than before is always taken.
     *
     * @throws ProblemException OVERLOADED
     */
    public Metered report(Actor installation, Ask ask) {
        return count(installation, Call.REPORT, ask);
    }

    private Metered count(Actor installation, Call call, Ask ask) {
        Optional<Metered> answer = database.isPartOfOne()
                ? Optional.empty()
                : together.commit(installation.where(), new Wish(installation, call, ask, TraceContext.current()));
        return answer.orElseGet(() -> alone(installation, call, ask));
    }

    private Metered alone(Actor installation, Call call, Ask ask) {
        return database.inEnvironment(
                installation.where(),
                transaction -> calls.count(
                        transaction,
                        installation,
                        call,
                        ask,
                        held -> count(transaction, installation, call, ask, held)));
    }

    private Metered count(Handle transaction, Actor installation, Call call, Ask ask, HeldMeter held) {
        if (!call.isFor(held.rule().kind())) {
            return held.otherKind();
        }
        FieldError wrong = Counting.wrong(held.rule().kind(), ask);
        if (wrong != null) {
            throw ProblemException.invalid(wrong);
        }
        Member member = Member.of(held, ask);
        long before = member == null ? 0 : Members.amount(transaction, member);
        return switch (Counting.of(held, call, ask, before)) {
            case Counting.Refused refused -> refused.answer();
            case Counting.Granted granted -> {
                if (member != null && granted.member() != before) {
                    Members.put(transaction, installation.tenant(), member, granted.member());
                }
                yield granted.used() == held.counter().used()
                        ? held.granted()
                        : locks.save(
                                        transaction,
                                        installation,
                                        held,
                                        held.counter().using(granted.used()))
                                .granted();
            }
        };
    }
}

package dev.marque.platform.batch;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.database.Database;
import dev.marque.platform.database.DatabaseUnavailable;
import dev.marque.platform.tenant.TenantEnvironment;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jdbi.v3.core.Handle;

/**
 * Small writes of many callers in few transactions. A caller who finds nobody of its environment at work commits at once, alone;
 * whoever comes meanwhile waits and goes with the next transaction, which one of them commits for all. So nobody waits for a
 * timer, and the busier it is the more go together. Each call returns after its write is committed, never before.
 *
 * <p>When more than a number of callers wait, the next is refused at once with OVERLOADED: a queue that grows helps nobody.
 * When a transaction fails for what is in it, each of its writes is tried alone, so that one cannot fail another.
 *
 * <p>Thread-safe. Callers block, and should be virtual threads.
 *
 * @param <W> what is written
 * @param <A> what is told of it
 */
public final class GroupCommit<W, A> {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** How writes of one tenant and environment are written. Like every work in a transaction it may be repeated. */
    @FunctionalInterface
    public interface Writing<W, A> {

        /** Writes all of them, and answers each at the same place. */
        List<A> write(Handle transaction, TenantEnvironment where, List<W> writes);
    }

    private final Database database;
    private final Writing<W, A> writing;
    private final Semaphore places;
    private final int mostTogether;
    private final DistributionSummary sizes;
    private final Map<TenantEnvironment, Lane<W, A>> lanes = new ConcurrentHashMap<>();

    /**
     * @param what the value of the label {@code what} of the meter {@code marque.group.commit.size}
     * @param mostWaiting how many callers may be under way at once, one or more
     * @param mostTogether how many may go into one transaction, one or more: it should take milliseconds, so that the next
     *     ones do not wait long
     */
    public GroupCommit(Database database, String what, int mostWaiting, int mostTogether, Writing<W, A> writing) {
        this.database = database;
        this.writing = writing;
        this.places = new Semaphore(mostWaiting);
        this.mostTogether = mostTogether;
        this.sizes = DistributionSummary.builder("marque.group.commit.size")
                .tag("what", what)
                .description("Writes that were committed together")
                .register(Metrics.globalRegistry);
    }

    /**
     * Writes, and returns after the commit. Within {@link Database#asOne} it is a part of that transaction instead.
     *
     * @throws ProblemException OVERLOADED: nothing was written
     */
    public A commit(TenantEnvironment where, W write) {
        if (database.isPartOfOne()) {
            return together(where, List.of(write)).getFirst();
        }
        if (!places.tryAcquire()) {
            throw ProblemException.later(
                    ProblemType.OVERLOADED, "More calls are waiting than can be served soon.", RETRY_AFTER);
        }
        try {
            Lane<W, A> lane = lanes.computeIfAbsent(where, _ -> new Lane<>());
            Waiting<W, A> mine = new Waiting<>(write);
            lane.join(mine);
            if (mine.leadsOrIsDone()) {
                lead(where, lane);
            }
            return mine.answer();
        } finally {
            places.release();
        }
    }

    /** How many callers wait for a transaction that has not begun. */
    int waiting() {
        return lanes.values().stream().mapToInt(Lane::size).sum();
    }

    private void lead(TenantEnvironment where, Lane<W, A> lane) {
        List<Waiting<W, A>> group = lane.take(mostTogether);
        try {
            sizes.record(group.size());
            settle(where, group);
        } finally {
            lane.handOn();
        }
    }

    private void settle(TenantEnvironment where, List<Waiting<W, A>> group) {
        try {
            List<A> answers = together(where, group.stream().map(Waiting::write).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).done(answers.get(i));
            }
        } catch (DatabaseUnavailable e) {
            group.forEach(waiting -> waiting.failed(e));
        } catch (RuntimeException e) {
            if (group.size() == 1) {
                group.getFirst().failed(e);
            } else {
                group.forEach(waiting -> settle(where, List.of(waiting)));
            }
        } catch (Error e) {
            group.forEach(waiting -> waiting.failed(e));
            throw e;
        }
    }

    private List<A> together(TenantEnvironment where, List<W> writes) {
        List<A> answers = database.inEnvironment(where, transaction -> writing.write(transaction, where, writes));
        if (answers.size() != writes.size()) {
            throw new IllegalStateException(answers.size() + " answers to " + writes.size() + " writes");
        }
        return answers;
    }
}

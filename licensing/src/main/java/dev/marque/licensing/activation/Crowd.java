package dev.marque.licensing.activation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.licensing.validation.Situations;
import dev.marque.platform.batch.GroupCommit;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Those who ask the same at the same time: one transaction for all whose licenses allow that. Thread-safe.
 *
 * @param <W> what each of them wants
 */
final class Crowd<W> {

    /** At some hundred a second those wait for some seconds. */
    private static final int MOST_WAITING = 2_000;

    private static final int MOST_REMEMBERED = 100_000;

    /** Terms change seldom; who is remembered wrongly is only served alone. */
    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    private final Database database;
    private final GroupCommit<W, Together> together;
    private final Cache<UUID, Boolean> alone = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    /** @param what they want, for the label of the meter */
    Crowd(Database database, String what, GroupCommit.Writing<W, Together> writing) {
        this.database = database;
        this.together = new GroupCommit<>(database, what, MOST_WAITING, Situations.MOST_AT_ONCE, writing);
    }

    /**
     * What came of it, after the commit; nothing, and nothing was done, if it has to be served alone.
     *
     * @throws ProblemException OVERLOADED: nothing was done
     */
    Optional<Seating> serve(Actor installation, W wanted) {
        if (database.isPartOfOne() || alone.getIfPresent(installation.id()) != null) {
            return Optional.empty();
        }
        return switch (together.commit(installation.where(), wanted)) {
            case Together.Done done -> Optional.of(done.seating());
            case Together.Alone why -> {
                if (why == Together.Alone.BY_ITS_TERMS) {
                    alone.put(installation.id(), true);
                }
                yield Optional.empty();
            }
        };
    }
}

package dev.marque.licensing.meter;

import dev.marque.keys.validation.Outcome;
import dev.marque.keys.validation.Outcome.Refused;
import dev.marque.keys.validation.Validation;
import dev.marque.licensing.policy.MeterRule;
import dev.marque.licensing.validation.Question;
import dev.marque.licensing.validation.Situation;
import dev.marque.licensing.validation.Situations;
import dev.marque.platform.batch.GroupCommit;
import dev.marque.platform.tenant.TenantEnvironment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Counts what several installations use at once, as {@link Metering} would one after the other. Nothing is told to those
 * whose meter somebody else holds or nobody has used in this period: they have to ask alone. Thread-safe.
 */
final class CountingTogether implements GroupCommit.Writing<Wish, Optional<Metered>> {

    private final MeterLocks locks;

    CountingTogether(MeterLocks locks) {
        this.locks = locks;
    }

    @Override
    public List<Optional<Metered>> write(Handle transaction, TenantEnvironment where, List<Wish> wishes) {
        Instant asked = locks.now();
        List<Question> questions = wishes.stream()
                .map(wish -> new Question(wish.by().id(), locks.request(wish.by()), null))
                .toList();
        Map<Integer, Situation> situations = Situations.readEach(transaction, questions, asked);
        List<CountingRound.Seen> seen = IntStream.range(0, wishes.size())
                .mapToObj(place -> seen(wishes.get(place), questions.get(place), situations.get(place), asked))
                .toList();
        CountingRound round = CountingRound.hold(transaction, seen, asked, locks);
        List<Optional<Metered>> answers = seen.stream().map(round::answer).toList();
        round.write(transaction, where.tenant(), locks);
        return answers;
    }

    private static CountingRound.Seen seen(Wish wish, Question question, @Nullable Situation situation, Instant asked) {
        if (situation == null) {
            return new CountingRound.Unseen(wish);
        }
        if (wish.call().needsAValidLicense()) {
            Outcome outcome = Validation.decide(situation.factsBeforeMetering(), question.request(), asked);
            if (outcome instanceof Refused refused) {
                return new CountingRound.Answered(
                        Metered.refused(MeterCode.LICENSE_REFUSED, refused.detail(), situation.license(), asked));
            }
        }
        MeterRule rule =
                situation.license().terms().rules().metered().get(wish.ask().meter());
        return rule == null
                ? new CountingRound.Answered(
                        Metered.unknown(situation.license(), wish.ask().meter(), asked))
                : new CountingRound.Open(wish, situation.license(), rule);
    }
}

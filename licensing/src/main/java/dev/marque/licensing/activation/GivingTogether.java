package dev.marque.licensing.activation;

import dev.marque.kernel.id.Ids;
import dev.marque.keys.validation.Outcome;
import dev.marque.keys.validation.Outcome.Accepted;
import dev.marque.keys.validation.Validation;
import dev.marque.licensing.LicensingQuotas;
import dev.marque.licensing.access.Places;
import dev.marque.licensing.validation.Question;
import dev.marque.platform.batch.GroupCommit;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.tenant.TenantEnvironment;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/**
 * Gives the seats that several machines want at once, as {@link Seats} would give them one after the other, where
 * {@link PlainTerms} allow that. Thread-safe.
 */
final class GivingTogether implements GroupCommit.Writing<Asking, Together> {

    private final Places places;
    private final ChangeLog changes;
    private final InstantSource clock;
    private final Ids ids;

    GivingTogether(Places places, ChangeLog changes, InstantSource clock, Ids ids) {
        this.places = places;
        this.changes = changes;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public List<Together> write(Handle transaction, TenantEnvironment where, List<Asking> askings) {
        List<Question> questions = askings.stream().map(this::question).toList();
        Held held = Held.of(transaction, questions, clock);
        Map<Integer, Outcome> outcomes = new HashMap<>();
        held.situations()
                .forEach((place, situation) -> outcomes.put(
                        place,
                        Validation.decide(
                                situation.factsBeforeActivation(),
                                questions.get(place).request(),
                                held.now())));
        GivingRound round = new GivingRound(
                held.now(),
                ActivationRows.find(transaction, known(outcomes)),
                LicensingQuotas.ACTIVATIONS.isSet(transaction),
                ids);
        List<Together> answers = IntStream.range(0, askings.size())
                .mapToObj(place -> outcomes.containsKey(place)
                        ? round.answer(
                                askings.get(place),
                                questions.get(place).request(),
                                Objects.requireNonNull(held.situations().get(place)),
                                outcomes.get(place))
                        : Together.Alone.THIS_TIME)
                .toList();
        round.write(transaction, changes);
        return answers;
    }

    private Question question(Asking asking) {
        Machine machine = asking.machine();
        return new Question(
                asking.by().id(),
                Seats.request(machine.fingerprint(), machine.appVersion()).at(places.of(asking.by())),
                null);
    }

    private static Set<UUID> known(Map<Integer, Outcome> outcomes) {
        return outcomes.values().stream()
                .map(outcome -> outcome instanceof Accepted accepted ? accepted.activationId() : null)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}

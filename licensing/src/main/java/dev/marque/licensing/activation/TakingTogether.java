package dev.marque.licensing.activation;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.ActivationFacts;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.license.License;
import dev.marque.licensing.validation.Question;
import dev.marque.licensing.validation.Situation;
import dev.marque.platform.batch.GroupCommit;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.tenant.TenantEnvironment;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Takes back the seats that several machines give up at once, where {@link PlainTerms} allow that. Thread-safe. */
final class TakingTogether implements GroupCommit.Writing<Leaving, Together> {

    private final ChangeLog changes;
    private final InstantSource clock;

    TakingTogether(ChangeLog changes, InstantSource clock) {
        this.changes = changes;
        this.clock = clock;
    }

    private record Left(Leaving by, Activation activation) {}

    @Override
    public List<Together> write(Handle transaction, TenantEnvironment where, List<Leaving> leavings) {
        Held held = Held.of(
                transaction, leavings.stream().map(TakingTogether::question).toList(), clock);
        Map<Integer, UUID> meant = new HashMap<>();
        held.situations().forEach((place, situation) -> {
            UUID id = meant(leavings.get(place).reference(), situation);
            if (id != null) {
                meant.put(place, id);
            }
        });
        Map<UUID, Activation> active = ActivationRows.find(transaction, new HashSet<>(meant.values()));
        Map<UUID, Left> left = new LinkedHashMap<>();
        List<Together> answers = IntStream.range(0, leavings.size())
                .mapToObj(place -> answer(
                        leavings.get(place),
                        held.situations().get(place),
                        meant.containsKey(place) ? active.get(meant.get(place)) : null,
                        left,
                        held))
                .toList();
        write(transaction, List.copyOf(left.values()), held);
        return answers;
    }

    private static Together answer(
            Leaving leaving,
            @Nullable Situation situation,
            @Nullable Activation activation,
            Map<UUID, Left> left,
            Held held) {
        if (situation == null) {
            return Together.Alone.THIS_TIME;
        }
        License license = situation.license();
        if (!PlainTerms.toTake(license)) {
            return Together.Alone.BY_ITS_TERMS;
        }
        if (activation == null || !activation.licenseId().equals(license.id())) {
            return new Together.Done(Seating.notActivated(license, held.now()));
        }
        return left.putIfAbsent(activation.id(), new Left(leaving, activation)) == null
                ? new Together.Done(Seating.left(license, activation, held.now()))
                : Together.Alone.THIS_TIME;
    }

    private void write(Handle transaction, List<Left> left, Held held) {
        ActivationRows.end(
                transaction,
                left.stream()
                        .map(each -> new ActivationRows.Ended(
                                each.activation().id(), each.by().by().kind()))
                        .toList(),
                held.now());
        changes.record(
                transaction,
                left.stream()
                        .map(each -> new ChangeLog.Made(
                                each.by().by(),
                                Seats.ended(Seats.DEACTIVATED, each.activation()),
                                each.by().traceparent()))
                        .toList());
    }

    private static Question question(Leaving leaving) {
        return new Question(
                leaving.by().id(),
                ValidationRequest.PLAIN.from(leaving.reference().fingerprint()),
                null);
    }

    private static @Nullable UUID meant(MachineReference reference, Situation situation) {
        Fingerprint fingerprint = reference.fingerprint();
        return fingerprint == null
                ? reference.activationId()
                : situation.machine(fingerprint).map(ActivationFacts::id).orElse(null);
    }
}

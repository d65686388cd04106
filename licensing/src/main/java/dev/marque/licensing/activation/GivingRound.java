package dev.marque.licensing.activation;

import dev.marque.kernel.id.Ids;
import dev.marque.keys.validation.Outcome;
import dev.marque.keys.validation.Outcome.Accepted;
import dev.marque.keys.validation.Outcome.Refused;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.license.License;
import dev.marque.licensing.policy.Purpose;
import dev.marque.licensing.validation.Situation;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Seats that are given in one transaction: what each means for those after it, and what is to be written. Not thread-safe. */
final class GivingRound {

    private final Instant now;
    private final Map<UUID, Activation> known;
    private final boolean counted;
    private final Ids ids;

    private final Alike alike = new Alike();
    private final Set<UUID> back = new HashSet<>();
    private final Map<UUID, Integer> givenByLicense = new HashMap<>();
    private final List<ActivationRows.Begun> begun = new ArrayList<>();
    private final List<Activation> again = new ArrayList<>();
    private final List<ChangeLog.Made> made = new ArrayList<>();

    /**
     * @param known machines that have a seat already, by activation
     * @param counted whether the tenant may have so many machines only
     */
    GivingRound(Instant now, Map<UUID, Activation> known, boolean counted, Ids ids) {
        this.now = now;
        this.known = known;
        this.counted = counted;
        this.ids = ids;
    }

    /** @param outcome leaving aside how many machines there are */
    Together answer(Asking asking, ValidationRequest request, Situation situation, Outcome outcome) {
        License license = situation.license();
        if (!PlainTerms.toGive(license)) {
            return Together.Alone.BY_ITS_TERMS;
        }
        return switch (outcome) {
            case Refused refused -> refused(refused, license);
            case Accepted _
            when !alike.isFirst(license.id(), asking.machine().fingerprint()) -> Together.Alone.THIS_TIME;
            case Accepted accepted
            when accepted.activationId() != null ->
                again(asking, request, situation, known.get(accepted.activationId()));
            case Accepted accepted -> add(asking, situation, accepted);
        };
    }

    private Together again(Asking asking, ValidationRequest request, Situation situation, @Nullable Activation before) {
        if (before == null || !back.add(before.id())) {
            return Together.Alone.THIS_TIME;
        }
        String address = asking.by().origin().address();
        SeatedAgain seated = SeatedAgain.of(situation, before, asking.machine(), request, address, now);
        if (seated.seating().activation() != null) {
            again.add(seated.seating().activation());
        }
        Change change = seated.change();
        if (change != null) {
            made.add(new ChangeLog.Made(asking.by(), change, asking.traceparent()));
        }
        return new Together.Done(seated.seating());
    }

    private Together add(Asking asking, Situation situation, Accepted accepted) {
        License license = situation.license();
        Machine machine = asking.machine();
        if (counted) {
            return Together.Alone.BY_ITS_TERMS;
        }
        if (machine.purpose() != Purpose.PRODUCTION || isTaken(machine, situation)) {
            return Together.Alone.THIS_TIME;
        }
        Refused full = SeatLimits.refusing(license, givenByLicense.getOrDefault(license.id(), 0));
        if (full != null) {
            return makesPlace(asking, license) ? Together.Alone.THIS_TIME : refused(full, license);
        }
        givenByLicense.merge(license.id(), 1, Integer::sum);
        String address = asking.by().origin().address();
        Activation activation = Activation.begun(ids.next(), license.id(), machine, address, now);
        begun.add(new ActivationRows.Begun(asking.by(), activation));
        made.add(new ChangeLog.Made(
                asking.by(), Change.created(Seats.RECORD, activation.id(), activation), asking.traceparent()));
        Accepted seated = new Accepted(accepted.code(), accepted.detail(), activation.id());
        return new Together.Done(new Seating(seated, license, activation, now));
    }

    /** Whether the value of the machine is another's that is not the same: the database has the last word on that. */
    private static boolean isTaken(Machine machine, Situation situation) {
        return situation.machines().stream()
                .anyMatch(known ->
                        known.fingerprint().value().equals(machine.fingerprint().value()));
    }

    /** Whether a machine might lose its seat for the one that asks. */
    private static boolean makesPlace(Asking asking, License license) {
        return asking.replacement().isWanted()
                || license.terms().rules().movingMachines().reclaimAfter() != null;
    }

    private Together refused(Refused refused, License license) {
        return new Together.Done(new Seating(refused, license, null, now));
    }

    /** Writes what was given: three round trips at most. */
    void write(Handle transaction, ChangeLog changes) {
        ActivationRows.insert(transaction, begun);
        ActivationRows.update(transaction, again);
        changes.record(transaction, made);
    }
}
